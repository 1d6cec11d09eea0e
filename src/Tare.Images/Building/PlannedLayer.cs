namespace Tare.Images.Building;

/// <summary>A layer of packages that an image will have.</summary>
/// <param name="Packages">The packages in it, in the order in which they are written.</param>
public sealed record PlannedLayer(IReadOnlyList<PlannedPackage> Packages)
{
    /// <summary>It holds the package cache too, and the documents of its environments.</summary>
    public bool IsInstallation { get; init; }

    /// <summary>Bytes of the packages' archives.</summary>
    public long ArchiveSize => Packages.Sum(p => p.Record.Size ?? 0);

    /// <summary>What the image's history says of the layer.</summary>
    public string Title => Packages.Count == 1
        ? $"{Packages[0].Record.Name}-{Packages[0].Record.Version}-{Packages[0].Record.Build}"
        : $"{Packages.Count} packages: {string.Join(' ', Packages.Select(p => $"{p.Record.Name}-{p.Record.Version}"))}";
}
