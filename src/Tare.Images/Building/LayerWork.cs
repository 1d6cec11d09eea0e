namespace Tare.Images.Building;

/// <summary>A layer that is to be written, or to be found where an earlier build left it.</summary>
/// <param name="Packages">The packages with the places they go to, in the order in which they are written.</param>
internal sealed record LayerWork(IReadOnlyList<(LayerRoot Root, PackageContent Package)> Packages)
{
    // A byte of an archive of modules takes about as much longer to compile than another takes to be packed again.
    private const int CompilingEffort = 16;

    /// <summary>The folder that gets archives and unpacked packages as conda's cache has them, or null for none.</summary>
    internal string? PackageCache { get; init; }

    /// <summary>What else belongs into the layer, or null; such a layer is made anew each time.</summary>
    internal Action<LayerTar>? Rest { get; init; }

    /// <summary>Bytes of the packages' archives.</summary>
    internal long ArchiveSize => Packages.Sum(p => p.Package.Record.Size ?? 0);

    /// <summary>How long the layer takes, beside others.</summary>
    internal long Effort(bool isCompiled) => Packages.Sum(p => (p.Package.Record.Size ?? 0) * (isCompiled && p.Package.Plan.IsNoarchPython ? CompilingEffort : 1));
}
