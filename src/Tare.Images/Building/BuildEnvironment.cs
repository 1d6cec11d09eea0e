using Tare.Conda.Records;

namespace Tare.Images.Building;

/// <summary>An environment that becomes part of an image.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Prefix">Its absolute path in the image.</param>
/// <param name="Packages">Its packages, dependencies first.</param>
public sealed record BuildEnvironment(string Name, string Prefix, IReadOnlyList<RepoDataRecord> Packages)
{
    /// <summary>What was asked for, for the history.</summary>
    public IReadOnlyList<string> RequestedSpecs { get; init; } = [];

    /// <summary>Variables of its own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Variables { get; init; } = [];

    /// <summary>What its pip installs, or null for nothing.</summary>
    public PipSection? Pip { get; init; }
}
