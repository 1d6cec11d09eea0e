using Tare.Images.Building;
using Tare.Oci;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.References;
using Tare.Oci.Stores;
using Tare.Primitives.Files;

namespace Tare.Cli.Commands.Image;

/// <summary>
/// Puts bills of materials where the image goes: into a registry or a layout as what refers to the image, and beside an archive as a
/// file, since clients that load archives take everything in them for an image.
/// </summary>
internal sealed class SbomOutput(ImageReference target, StoreOptions stores, string format)
{
    private const string Empty = "application/vnd.oci.empty.v1+json";

    /// <summary>How the file beside an archive ends, by format.</summary>
    internal static IReadOnlyDictionary<string, string> Endings { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["cyclonedx"] = ".cdx.json", ["spdx"] = ".spdx.json" };

    internal async Task WriteAsync(IReadOnlyList<BuiltImage> images, CancellationToken stop)
    {
        foreach (var image in images)
        {
            var document = BillOfMaterials.Write(image, format);
            if (target.Transport == Transport.Registry)
            {
                await using var registry = ImageStores.OpenTarget(target, null, stores);
                var manifest = await PutAsync(image, document, registry, stop);
                await registry.PutManifestAsync(manifest.Descriptor, manifest.Bytes, stop);
            }
            else if (target.Transport == Transport.Layout)
            {
                await AddToLayoutAsync(image, document, stop);
            }
            else
            {
                AtomicFile.Write(FileOf(image, images.Count), document);
            }
        }
    }

    // A layout has no request for referrers; the tag that clients keep for registries without one serves it too (distribution
    // specification, "Referrers Tag Schema").
    private async Task AddToLayoutAsync(BuiltImage image, byte[] document, CancellationToken stop)
    {
        var list = target with { Name = $"sha256-{image.Image.Digest.Hex}" };
        var known = await KnownAsync(list, stop);
        await using var layout = ImageStores.OpenTarget(list, null, stores);
        var manifest = await PutAsync(image, document, layout, stop);
        await layout.PutManifestAsync(manifest.Descriptor, manifest.Bytes, stop);
        var entry = manifest.Descriptor with { ArtifactType = manifest.Model.ArtifactType };
        var index = new ImageIndex(MediaTypes.OciIndex, [.. known.Where(k => k.Digest != entry.Digest), entry]).ToDocument();
        await layout.CommitAsync(index.Descriptor, index.Bytes, stop);
    }

    private async Task<IReadOnlyList<Descriptor>> KnownAsync(ImageReference list, CancellationToken stop)
    {
        try
        {
            await using var source = ImageStores.OpenSource(list, stores);
            return ImageIndex.Parse(await source.ReadManifestAsync(await source.ResolveAsync(stop), stop)).Model.Manifests;
        }
        catch (ImageNotFoundException)
        {
            return [];
        }
    }

    private async Task<Document<ImageManifest>> PutAsync(BuiltImage image, byte[] document, IImageTarget place, CancellationToken stop)
    {
        var memory = new MemoryBlobs();
        var type = BillOfMaterials.MediaTypes[format];
        var content = memory.Add(type, document);

        // An artifact's configuration is the empty object (OCI image specification, manifest.md, "Guidance for an Empty Descriptor").
        var config = memory.Add(Empty, "{}"u8.ToArray());
        foreach (var blob in (Descriptor[])[content, config])
        {
            if (!await place.HasBlobAsync(blob, stop))
            {
                await place.PutBlobAsync(blob, memory, stop);
            }
        }

        return new ImageManifest(MediaTypes.OciManifest, config, [content]) { ArtifactType = type, Subject = image.Image.Manifest.Descriptor }.ToDocument();
    }

    private string FileOf(BuiltImage image, int count)
    {
        var platform = count == 1 ? "" : $".{image.Image.Platform.ToString().Replace('/', '-')}";
        return $"{target.Path}{platform}{Endings[format]}";
    }
}
