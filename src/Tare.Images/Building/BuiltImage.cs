using Tare.Oci.Images;

namespace Tare.Images.Building;

/// <summary>An image that was built and waits to be stored.</summary>
/// <param name="Plan">What it was made after.</param>
/// <param name="Image">Its documents and layers.</param>
/// <param name="Layers">The layers above the base, in order, with their titles.</param>
public sealed record BuiltImage(ImageBuildPlan Plan, Image Image, IReadOnlyList<(string Title, BuiltLayer Built)> Layers)
{
    /// <summary>What the user should know, now that it is built.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Names and versions of what pip installed.</summary>
    public IReadOnlyList<(string Name, string Version)> PipPackages => [.. Layers.SelectMany(l => l.Built.Extract.PipPackages).Distinct().Order()];

    /// <summary>What was left out, by rule.</summary>
    public IReadOnlyList<TrimmedFiles> Trimmed =>
        [.. Layers.SelectMany(l => l.Built.Extract.Trimmed).GroupBy(t => t.Key).Select(g => new TrimmedFiles(g.Key, g.Sum(t => t.Value.Files), g.Sum(t => t.Value.Bytes)))];
}
