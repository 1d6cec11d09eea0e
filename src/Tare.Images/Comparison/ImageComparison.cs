using Tare.Images.Inspection;

namespace Tare.Images.Comparison;

/// <summary>What makes the difference between two images: packages, files of no package, and waste.</summary>
/// <param name="Changes">Packages and the rest, the largest difference first; what has no difference is left out.</param>
/// <param name="WasteBefore">Bytes of waste in the first image.</param>
/// <param name="WasteAfter">Bytes of waste in the second.</param>
/// <param name="SharedLayers">Bytes of blobs that both have.</param>
public sealed record ImageComparison(IReadOnlyList<PackageChange> Changes, long WasteBefore, long WasteAfter, long SharedLayers)
{
    /// <summary>Compares two inspected images.</summary>
    public static ImageComparison Of(ImageInspection before, ImageInspection after)
    {
        var (old, now) = (Weights(before), Weights(after));
        var changes = old.Keys.Union(now.Keys).Select(key =>
        {
            var (isOld, isNow) = (old.TryGetValue(key, out var a), now.TryGetValue(key, out var b));
            return new PackageChange(key.Name, key.Environment, isOld ? a.Version : null, isNow ? b.Version : null, b.Bytes - a.Bytes);
        });
        var blobs = before.Image.Layers.Select(l => l.Descriptor.Digest).ToHashSet();
        return new ImageComparison(
            [.. changes.Where(c => c.Bytes != 0 || c.Kind != "same").OrderByDescending(c => Math.Abs(c.Bytes)).ThenBy(c => c.Name, StringComparer.Ordinal)],
            before.Account.Waste,
            after.Account.Waste,
            after.Image.Layers.Where(l => blobs.Contains(l.Descriptor.Digest)).Sum(l => l.Descriptor.Size));
    }

    private static Dictionary<(string Name, string Environment), (string Version, long Bytes)> Weights(ImageInspection inspection)
    {
        var weights = new Dictionary<(string, string), (string, long)>();
        foreach (var weight in PackageWeight.Of(inspection))
        {
            var key = (weight.Package.Name, inspection.Tree.Paths.PathText(weight.Package.Environment));
            var known = weights.GetValueOrDefault(key);
            weights[key] = ($"{weight.Package.Version} {weight.Package.Build}".TrimEnd(), known.Item2 + weight.Bytes);
        }

        var owned = weights.Values.Sum(w => w.Item2);
        weights[("", "/")] = ("", inspection.Account.Total - inspection.Account.Waste - owned);
        return weights;
    }
}
