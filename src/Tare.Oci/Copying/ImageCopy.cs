using Tare.Oci.Images;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.Stores;
using Tare.Primitives.Progress;

namespace Tare.Oci.Copying;

/// <summary>
/// Copies an image from any place to any other: children before parents, blobs that are there are skipped, several at a time. The
/// documents keep their bytes, unless the target needs another family or a layer is compressed on the way.
/// </summary>
public sealed class ImageCopy(IImageSource source, IImageTarget target, CopyOptions options)
{
    private const int DeepestNesting = 4;
    private readonly BlobCopies _copies = new(target, options);

    /// <summary>Copies the image that the source names; the target shows it only when all of it is there.</summary>
    public async Task<CopyReport> RunAsync(CancellationToken stop)
    {
        options.Progress?.Begin("Copying", ProgressUnit.Bytes);
        var root = await source.ResolveAsync(stop);
        var bytes = await source.ReadManifestAsync(root, stop);
        using var packer = new LazyDisposable<LayerPacker>(() => new LayerPacker(options.Compression));
        var (descriptor, written) = options.AllPlatforms && ManifestFamily.TypeOf(bytes) is var type && MediaTypes.IsIndex(type)
            ? await CopyIndexAsync(ImageIndex.Parse(bytes), packer, depth: 0, stop)
            : await CopyManifestAsync(await source.ChooseAsync(root, options.Platform, 0, stop), packer, stop);
        await target.CommitAsync(descriptor, written, stop);
        return new CopyReport(descriptor, _copies.Done) { IsConverted = !written.Span.SequenceEqual(bytes.Span) };
    }

    /// <summary>Writes an image whose parts may be in several places: one that was made of old and new layers.</summary>
    public static async Task<CopyReport> WriteAsync(Image image, IImageTarget target, CopyOptions options, CancellationToken stop)
    {
        var memory = new MemoryBlobs();
        memory.Add(image.Config.Descriptor.MediaType, image.Config.Bytes);
        var copies = new BlobCopies(target, options);
        options.Progress?.Begin("Writing", ProgressUnit.Bytes);
        await copies.AddAsync(image.Layers.Select(l => (l.Descriptor, copies.Counted(l.Source))).Append((image.Config.Descriptor, memory)), stop);
        await target.CommitAsync(image.Manifest.Descriptor, image.Manifest.Bytes, stop);
        return new CopyReport(image.Manifest.Descriptor, copies.Done);
    }

    private async Task<(Descriptor Descriptor, ReadOnlyMemory<byte> Bytes)> CopyIndexAsync(
        Document<ImageIndex> index, LazyDisposable<LayerPacker> packer, int depth, CancellationToken stop)
    {
        if (depth == DeepestNesting)
        {
            throw new InvalidDocumentException($"{source.Place}: index {index.Digest}", $"indexes are nested more than {DeepestNesting} deep");
        }

        var children = new List<Descriptor>();
        foreach (var entry in index.Model.Manifests)
        {
            var bytes = await source.ReadManifestAsync(entry, stop);
            var (child, written) = MediaTypes.IsIndex(ManifestFamily.TypeOf(bytes))
                ? await CopyIndexAsync(ImageIndex.Parse(bytes), packer, depth + 1, stop)
                : await CopyManifestAsync(ImageManifest.Parse(bytes), packer, stop);
            await target.PutManifestAsync(child, written, stop);
            children.Add(entry with { MediaType = child.MediaType, Digest = child.Digest, Size = child.Size });
        }

        var mediaType = target.TakesDockerTypes ? index.Model.MediaType : MediaTypes.ToOci(index.Model.MediaType);
        var isSame = mediaType == index.Model.MediaType && children.Select(c => c.Digest).SequenceEqual(index.Model.Manifests.Select(m => m.Digest));
        var document = isSame ? index : (index.Model with { MediaType = mediaType, Manifests = children }).ToDocument();
        return (document.Descriptor, document.Bytes);
    }

    private async Task<(Descriptor Descriptor, ReadOnlyMemory<byte> Bytes)> CopyManifestAsync(
        Document<ImageManifest> document, LazyDisposable<LayerPacker> packer, CancellationToken stop)
    {
        var blobs = _copies.Counted(source);
        var parts = document.Model.Layers.Append(document.Model.Config)
            .Where(d => !MediaTypes.IsForeignLayer(d.MediaType)).Select(d => (d, blobs)).ToList();
        if (options.Compression != LayerCompression.None && document.Model.Layers.Any(LayerPacker.IsPlain))
        {
            (document, parts) = await PackAsync(document, packer.Value, stop);
        }

        if (!target.TakesDockerTypes && MediaTypes.IsDocker(document.Model.MediaType))
        {
            document = document.Model.ToOci().ToDocument();
        }

        await _copies.AddAsync(parts, stop);
        return (document.Descriptor, document.Bytes);
    }

    private async Task<(Document<ImageManifest> Document, List<(Descriptor, IBlobSource)> Parts)> PackAsync(
        Document<ImageManifest> document, LayerPacker packer, CancellationToken stop)
    {
        var image = await Image.LoadAsync(document, _copies.Counted(source), stop);
        options.Progress?.AddTotal(image.Layers.Where(l => LayerPacker.IsPlain(l.Descriptor)).Sum(l => l.Descriptor.Size));
        var layers = new List<Layer>();
        foreach (var layer in image.Layers)
        {
            layers.Add(LayerPacker.IsPlain(layer.Descriptor) ? await packer.PackAsync(layer, stop) : layer);
        }

        var manifest = document.Model.ToOci() with { Layers = [.. layers.Select(l => l.Descriptor with { MediaType = MediaTypes.ToOci(l.Descriptor.MediaType) })] };
        return (manifest.ToDocument(), [.. layers.Select(l => (l.Descriptor, l.Source)), (manifest.Config, image.Layers.Count > 0 ? image.Layers[0].Source : source)]);
    }
}
