namespace Tare.Conda.EnvironmentFiles;

/// <summary>What a file says of an environment: environment.yml (CEP 24), a list of specs, or a list of archives under <c>@EXPLICIT</c>.</summary>
public sealed record EnvironmentFile
{
    /// <summary>The name of the environment, or null.</summary>
    public string? Name { get; init; }

    /// <summary>The folder of the environment as an export wrote it; a hint at most, for it belongs to another machine.</summary>
    public string? Prefix { get; init; }

    /// <summary>The channels, best first; <c>nodefaults</c> left out.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>The file says <c>nodefaults</c>: the configured channels are not added to its own.</summary>
    public bool HasNoDefaults { get; init; }

    /// <summary>The packages asked for on this platform.</summary>
    public IReadOnlyList<EnvironmentDependency> Dependencies { get; init; } = [];

    /// <summary>The lines of the pip section, as pip understands them; none where the file has no such section.</summary>
    public IReadOnlyList<string> PipRequirements { get; init; } = [];

    /// <summary>Environment variables to set in the environment, in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>The platforms that the file is for, where it says so.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The dependencies are archives, to be installed as they are without a solver.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>What will not do what it seems to.</summary>
    public IReadOnlyList<EnvironmentWarning> Warnings { get; init; } = [];

    /// <summary>There is a pip section, and pip is not among the dependencies: conda adds it.</summary>
    public bool LacksPip => PipRequirements.Count > 0 && !Dependencies.Any(d => d.Spec.Name == "pip");
}
