using Tare.Images.Building;
using Tare.Oci;
using Tare.Oci.Copying;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.Stores;
using Tare.Primitives.Progress;

namespace Tare.Cli.Commands.Image;

/// <summary>Stores built images: one as itself, several as an index. The name appears when all of it is there.</summary>
internal static class BuildOutput
{
    internal static async Task<Descriptor> WriteAsync(IReadOnlyList<BuiltImage> images, IImageTarget target, ProgressMeter meter, CancellationToken stop)
    {
        if (images.Count == 1)
        {
            var report = await ImageCopy.WriteAsync(images[0].Image, target, new CopyOptions { Compression = LayerCompression.None, Progress = meter }, stop);
            return report.Root;
        }

        meter.Begin("Writing", ProgressUnit.Bytes, images.Sum(i => i.Image.CompressedSize));
        var index = Index(images);
        foreach (var image in images.Select(i => i.Image))
        {
            var memory = new MemoryBlobs();
            memory.Add(image.Config.Descriptor.MediaType, image.Config.Bytes);
            foreach (var (blob, source) in image.Layers.Select(l => (l.Descriptor, l.Source)).Append((image.Config.Descriptor, memory)).DistinctBy(p => p.Descriptor.Digest))
            {
                if (!await target.HasBlobAsync(blob, stop))
                {
                    await target.PutBlobAsync(blob, source, stop);
                }

                meter.Add(blob.Size);
            }

            await target.PutManifestAsync(image.Manifest.Descriptor, image.Manifest.Bytes, stop);
        }

        await target.CommitAsync(index.Descriptor, index.Bytes, stop);
        return index.Descriptor;
    }

    private static Document<ImageIndex> Index(IReadOnlyList<BuiltImage> images) => new ImageIndex(
        MediaTypes.OciIndex, [.. images.Select(i => i.Image.Manifest.Descriptor with { Platform = i.Image.Platform })]).ToDocument();
}
