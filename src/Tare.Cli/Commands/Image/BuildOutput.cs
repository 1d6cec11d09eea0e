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

    /// <summary>Attaches the bill of materials of each image; the target must be a registry, which lists it under what refers to the image.</summary>
    internal static async Task AttachAsync(IReadOnlyList<BuiltImage> images, string format, IImageTarget registry, CancellationToken stop)
    {
        var type = BillOfMaterials.MediaTypes[format];
        foreach (var image in images)
        {
            var memory = new MemoryBlobs();
            var content = memory.Add(type, BillOfMaterials.Write(image, format));

            // An artifact's configuration is the empty object (OCI image specification, manifest.md, "Guidance for an Empty Descriptor").
            var config = memory.Add("application/vnd.oci.empty.v1+json", "{}"u8.ToArray());
            foreach (var blob in (Descriptor[])[content, config])
            {
                if (!await registry.HasBlobAsync(blob, stop))
                {
                    await registry.PutBlobAsync(blob, memory, stop);
                }
            }

            var manifest = new ImageManifest(MediaTypes.OciManifest, config, [content]) { ArtifactType = type, Subject = image.Image.Manifest.Descriptor }.ToDocument();
            await registry.PutManifestAsync(manifest.Descriptor, manifest.Bytes, stop);
        }
    }

    private static Document<ImageIndex> Index(IReadOnlyList<BuiltImage> images) => new ImageIndex(
        MediaTypes.OciIndex, [.. images.Select(i => i.Image.Manifest.Descriptor with { Platform = i.Image.Platform })]).ToDocument();
}
