namespace Tare.Conda.Prefixes;

/// <summary>A folder that is no environment, or a name that no environment has.</summary>
public sealed class EnvironmentNotFoundException(string path)
    : CondaException($"Not a conda environment: {path}", "`tare env list` shows the environments that are known")
{
    /// <summary>Where the environment should be.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public override string? CondaName => "EnvironmentLocationNotFound";

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> CondaFields => [KeyValuePair.Create("location", Path)];
}
