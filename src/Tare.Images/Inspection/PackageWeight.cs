namespace Tare.Images.Inspection;

/// <summary>What an installed package weighs.</summary>
/// <param name="Package">The package.</param>
/// <param name="Bytes">Bytes of the files it owns that are reachable outside caches.</param>
/// <param name="Layers">Indexes of the layers they are in.</param>
public sealed record PackageWeight(InstalledPackage Package, long Bytes, IReadOnlyList<int> Layers)
{
    /// <summary>The installed packages, the heaviest first.</summary>
    public static IReadOnlyList<PackageWeight> Of(ImageInspection inspection)
    {
        var cells = inspection.Account.Cells.Where(c => c.Key.Category == WasteCategory.None && c.Key.Package >= 0)
            .ToLookup(c => c.Key.Package, c => (c.Key.Layer, c.Value.Bytes));
        return [.. inspection.Owners.All.Index().Where(p => p.Item.Record >= 0 && IsInstalled(inspection, p.Item))
            .Select(p => new PackageWeight(p.Item, cells[p.Index].Sum(c => c.Bytes), [.. cells[p.Index].Select(c => c.Layer).Distinct().Order()]))
            .OrderByDescending(w => w.Bytes).ThenBy(w => w.Package.Name, StringComparer.Ordinal)];
    }

    private static bool IsInstalled(ImageInspection inspection, InstalledPackage package)
    {
        var path = inspection.Tree.Entry(package.Record).Path;
        return inspection.Tree.InodeEntry(path) == package.Record && inspection.Caches[package.Environment] == WasteCategory.None;
    }
}
