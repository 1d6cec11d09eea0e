using Tare.Oci.Configs;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Primitives;

namespace Tare.Oci.Stores.Archives;

/// <summary>
/// An image in an archive of <c>docker save</c>, of any age. Such an archive has no manifest; one is made, in the OCI family. A layer
/// that is a plain tar has its diff id for a digest, so nothing is read to find it out.
/// </summary>
internal sealed class DockerArchiveSource : IImageSource
{
    private readonly ArchiveFile _archive;
    private readonly Document<ImageManifest> _manifest;
    private readonly Dictionary<Digest, TarItem> _blobs = [];

    internal DockerArchiveSource(ArchiveFile archive, string? name)
    {
        _archive = archive;
        var entries = DockerManifestEntry.ReadAll(
            archive.Read(DockerManifestEntry.FileName) ?? throw new ImageNotFoundException(
                $"{Place} is no archive of `docker save`: it has no `{DockerManifestEntry.FileName}`",
                "archives older than Docker 1.10 have none; load and save the image again"),
            Place);
        var entry = DockerManifestEntry.Find(entries, name, Place);
        ImageName = entry.Tags.Count > 0 ? entry.Tags[0] : null;
        _manifest = Describe(entry).ToDocument();
    }

    public string Place => _archive.Place;

    public string? ImageName { get; }

    public Task<Descriptor> ResolveAsync(CancellationToken stop) => Task.FromResult(_manifest.Descriptor);

    public Task<ReadOnlyMemory<byte>> ReadManifestAsync(Descriptor manifest, CancellationToken stop) => manifest.Digest == _manifest.Digest
        ? Task.FromResult(_manifest.Bytes)
        : throw new ImageNotFoundException($"{Place} has no manifest {manifest.Digest}");

    public ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return _blobs.TryGetValue(blob.Digest, out var item)
            ? ValueTask.FromResult<Stream>(new VerifyingStream(_archive.Open(item), blob, Place))
            : throw new ImageNotFoundException($"{Place} lacks the blob {blob.Digest}");
    }

    public ValueTask DisposeAsync()
    {
        _archive.Dispose();
        return ValueTask.CompletedTask;
    }

    private ImageManifest Describe(DockerManifestEntry entry)
    {
        var item = _archive.Required(entry.Config, DockerManifestEntry.FileName);
        var config = ImageConfig.Parse(_archive.ReadAll(item, entry.Config));
        _blobs[config.Digest] = item;
        if (config.Model.DiffIds.Count != entry.Layers.Count)
        {
            throw new InvalidDocumentException(
                $"`{DockerManifestEntry.FileName}` of {Place}", $"it lists {entry.Layers.Count} layers and the configuration {config.Model.DiffIds.Count}");
        }

        var layers = entry.Layers.Select((path, i) => DescribeLayer(path, config.Model.DiffIds[i])).ToArray();
        return new ImageManifest(MediaTypes.OciManifest, config.Descriptor, layers);
    }

    private Descriptor DescribeLayer(string path, Digest diffId)
    {
        var item = _archive.Required(path, DockerManifestEntry.FileName);
        var start = new byte[4];
        using var content = _archive.Open(item);
        var compression = LayerDecoder.Sniff(start.AsSpan(0, content.ReadAtLeast(start, 4, throwOnEndOfStream: false)));
        var digest = compression == LayerCompression.None ? diffId
            : path.StartsWith("blobs/sha256/", StringComparison.Ordinal) && Digest.TryParseHex(path.AsSpan("blobs/sha256/".Length), out var named) ? named
            : DigestOf(item);
        _blobs[digest] = item;
        return new Descriptor(LayerDecoder.MediaTypeOf(compression), digest, item.Size);
    }

    private Digest DigestOf(TarItem item)
    {
        using var content = _archive.Open(item);
        return new Digest(System.Security.Cryptography.SHA256.HashData(content));
    }
}
