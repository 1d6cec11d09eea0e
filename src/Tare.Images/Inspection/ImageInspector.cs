using Tare.Images.FileSystem;
using Tare.Images.Scanning;
using Tare.Oci.Images;

namespace Tare.Images.Inspection;

/// <summary>Reads an image once and accounts for its bytes.</summary>
public static class ImageInspector
{
    /// <summary>Inspects; damage of any kind raises one error of the library that found it.</summary>
    public static ImageInspection Inspect(Image image, CancellationToken stop) => Inspect(image, new ScanOptions(), stop);

    internal static ImageInspection Inspect(Image image, ScanOptions options, CancellationToken stop)
    {
        var paths = new PathTable();
        var records = new RecordCollector(paths);
        var tree = ImageScanner.Scan(image, paths, options with { Reader = records }, stop);
        var packages = Packages(tree, records);
        var environments = new EnvironmentMap(paths, packages.Where(p => p.IsInstalled && p.Package.Kind != PackageKind.Debian).Select(p => p.Package.Environment));
        var condaRoots = packages.Where(p => p.Package.Kind == PackageKind.Conda).Select(p => p.Package.Environment).ToHashSet();
        var caches = CacheFinder.Find(tree, condaRoots, image.Config.Model.Container);
        var installed = packages.Where(p => p.IsInstalled && caches[p.Package.Environment] == WasteCategory.None).Select(p => p.Package);
        var owners = PackageOwners.Of(tree, caches, installed, packages.Where(p => !p.IsInstalled).Select(p => p.Package));
        var account = ByteAccount.Of(tree, caches, owners, environments);
        return new ImageInspection
        {
            Image = image,
            Tree = tree,
            Caches = caches,
            Environments = environments,
            Owners = owners,
            Account = account,
            Origins = [.. image.Config.Model.LayerHistory().Select(LayerOrigin.From)],
            Duplicates = DuplicateFinder.Find(tree, account),
            Secrets = ImageSecrets.Find(image, tree, records),
        };
    }

    // A record counts where the final tree still shows the very entry that was read.
    private static List<(InstalledPackage Package, bool IsInstalled)> Packages(ImageTree tree, RecordCollector records)
    {
        var versions = records.DebianVersions.OrderBy(v => v.Place.Layer).LastOrDefault().Versions ?? [];
        var packages = new List<(InstalledPackage, bool)>();
        foreach (var (place, found) in records.Packages.OrderByDescending(p => p.Place.Layer).ThenBy(p => p.Place.Entry))
        {
            var entry = tree.FirstEntry(place.Layer) + place.Entry;
            var path = tree.Entry(entry).Path;
            var package = found.Kind == PackageKind.Debian ? found with { Version = versions.GetValueOrDefault(found.Name, "") } : found;
            packages.Add((package with { Record = entry }, tree.InodeEntry(path) == entry));
        }

        return packages;
    }
}
