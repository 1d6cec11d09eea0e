using Tare.Images.FileSystem;
using Tare.Images.Inspection;
using Tare.Images.Scanning;
using Tare.Images.Slimming;
using Tare.Images.Tests.FileSystem;
using Tare.Oci.Images;
using Tare.Testing;

namespace Tare.Images.Tests.Slimming;

/// <summary>Slims images into a folder of its own and proves each time that nothing else changed.</summary>
public sealed class SlimRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    internal Image Slim(Image image, SlimOptions? options = null)
    {
        var inspection = ImageInspector.Inspect(image, CancellationToken.None);
        var slim = ImageSlimmer.SlimAsync(inspection, SlimPlanner.Plan(inspection, options ?? new SlimOptions()), _folder.Path, CancellationToken.None).GetAwaiter().GetResult();
        var proof = SlimProof.Make(image, slim, CancellationToken.None);
        proof.AddedPaths.ShouldBeEmpty();
        proof.After.ShouldBe(proof.Before);
        return slim;
    }

    internal static string[] Lines(Image image) => Tree(image).Lines();

    /// <summary>Bytes of file data in all layers.</summary>
    internal static long Data(Image image) => Tree(image).Layers.Sum(l => Enumerable.Range(0, l.Entries.Count).Sum(i => l.Entries[i].DataBytes));

    /// <summary>The entries of one layer as <c>Kind path</c>, in their order.</summary>
    internal static string[] Entries(Image image, int layer)
    {
        var tree = Tree(image);
        var entries = tree.Layers[layer].Entries;
        return [.. Enumerable.Range(0, entries.Count).Select(i => $"{entries[i].Kind} {tree.Paths.PathText(entries[i].Path)}")];
    }

    private static ImageTree Tree(Image image) => ImageScanner.Scan(image, new PathTable(), new ScanOptions(), CancellationToken.None);
}
