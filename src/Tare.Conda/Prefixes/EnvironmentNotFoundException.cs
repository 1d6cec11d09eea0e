namespace Tare.Conda.Prefixes;

/// <summary>A folder that is no environment, or a name that no environment has.</summary>
/// <param name="path">Where the environment should be.</param>
/// <param name="isNamed">Somebody named it; otherwise it is what counts where nothing is named.</param>
public sealed class EnvironmentNotFoundException(string path, bool isNamed = true)
    : CondaException($"Not a conda environment: {path}", isNamed ? "`tare env list` shows the environments that are known" : "none is active: name one with -n NAME or -p PATH; `tare env list` shows those that are known")
{
    /// <summary>Where the environment should be.</summary>
    public string Path { get; } = path;

    /// <inheritdoc/>
    public override string? CondaName => "EnvironmentLocationNotFound";

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, string>> CondaFields => [KeyValuePair.Create("location", Path)];
}
