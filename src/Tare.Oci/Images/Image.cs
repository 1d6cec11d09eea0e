using Tare.Oci.Configs;
using Tare.Oci.Copying;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Primitives;
using Tare.Primitives.Progress;

namespace Tare.Oci.Images;

/// <summary>
/// One image for one platform, wherever its parts are: documents in memory, layers in their stores. A value: to change an image,
/// make another one of old and new layers with <see cref="Create"/>.
/// </summary>
/// <param name="Manifest">The manifest with the bytes it was received as.</param>
/// <param name="Config">The configuration with its bytes.</param>
/// <param name="Layers">The layers, the base first; as many as the configuration has diff ids.</param>
public sealed record Image(Document<ImageManifest> Manifest, Document<ImageConfig> Config, IReadOnlyList<Layer> Layers)
{
    /// <summary>The digest of the manifest.</summary>
    public Digest Digest => Manifest.Digest;

    /// <summary>What the image runs on.</summary>
    public Platform Platform => Config.Model.Platform;

    /// <summary>The bytes that a registry holds for this image: configuration and layers, each digest once.</summary>
    public long CompressedSize => Layers.Select(l => l.Descriptor).Append(Config.Descriptor).DistinctBy(d => d.Digest).Sum(d => d.Size);

    /// <summary>
    /// An image of a configuration and layers; the configuration's diff ids become those of the layers. The documents are written
    /// in canonical form and in the OCI family.
    /// </summary>
    public static Image Create(ImageConfig config, IReadOnlyList<Layer> layers, IReadOnlyDictionary<string, string>? annotations = null)
    {
        var configDocument = (config with { DiffIds = [.. layers.Select(l => l.DiffId)] }).ToDocument();
        var ociLayers = layers.Select(l => l with { Descriptor = l.Descriptor with { MediaType = MediaTypes.ToOci(l.Descriptor.MediaType) } }).ToArray();
        var manifest = new ImageManifest(MediaTypes.OciManifest, configDocument.Descriptor, [.. ociLayers.Select(l => l.Descriptor)])
        {
            Annotations = annotations ?? SortedMap.Empty,
        };
        return new Image(manifest.ToDocument(), configDocument, ociLayers);
    }

    /// <summary>The same image; every byte that is read of its layers is counted, each time anew.</summary>
    public Image Counted(ProgressMeter meter) => this with { Layers = [.. Layers.Select(l => l with { Source = new ProgressBlobs(l.Source, meter) })] };

    /// <summary>The same image without the counting of <see cref="Counted"/>.</summary>
    public Image Uncounted() => this with { Layers = [.. Layers.Select(l => l.Source is ProgressBlobs counted ? l with { Source = counted.Inner } : l)] };

    /// <summary>The image of a manifest whose blobs are in <paramref name="source"/>.</summary>
    public static async Task<Image> LoadAsync(Document<ImageManifest> manifest, IBlobSource source, CancellationToken stop)
    {
        var bytes = await source.ReadBlobAsync(manifest.Model.Config, ImageManifest.MaximumSize, stop);
        var config = ImageConfig.Parse(bytes, manifest.Model.Config.MediaType);
        var layers = manifest.Model.Layers;
        if (config.Model.DiffIds.Count != layers.Count)
        {
            throw new InvalidDocumentException(
                $"{source.Place}: image {manifest.Digest}", $"its manifest has {layers.Count} layers and its configuration {config.Model.DiffIds.Count}");
        }

        return new Image(manifest, config, [.. layers.Select((descriptor, i) => new Layer(descriptor, config.Model.DiffIds[i], source))]);
    }
}
