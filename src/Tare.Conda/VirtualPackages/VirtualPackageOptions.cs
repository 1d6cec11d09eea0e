namespace Tare.Conda.VirtualPackages;

/// <summary>For which machine virtual packages are made, and what is known better than by looking.</summary>
public sealed record VirtualPackageOptions
{
    /// <summary>The platform to install for, such as <c>linux-64</c>.</summary>
    public required string Subdir { get; init; }

    /// <summary>The platform of this machine.</summary>
    public string HostSubdir { get; init; } = Primitives.Platform.Host.Subdir ?? "linux-64";

    /// <summary>The root of the file system that is looked into: <c>/</c>, or an image's unpacked tree.</summary>
    public string Root { get; init; } = "/";

    /// <summary>The environment variables, of which CONDA_OVERRIDE_* count.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary><c>override_virtual_packages</c> of the configuration, by name with or without underscores.</summary>
    public IReadOnlyDictionary<string, string> Configured { get; init; } = new Dictionary<string, string>();

    /// <summary>What the command line or the base image says, by name with or without underscores: stronger than all else. Empty takes the package away.</summary>
    public IReadOnlyDictionary<string, string> Known { get; init; } = new Dictionary<string, string>();

    /// <summary>What is said of a package, or null.</summary>
    internal string? Override(string name) =>
        Find(Known, name) ?? (Variables.TryGetValue($"CONDA_OVERRIDE_{name.ToUpperInvariant()}", out var variable) ? variable : null) ?? Find(Configured, name);

    private static string? Find(IReadOnlyDictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var value) || values.TryGetValue("__" + name, out value) ? value : null;
}
