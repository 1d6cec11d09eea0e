using Tare.Oci.Layers;
using Tare.Oci.Manifests;

namespace Tare.Oci.Stores.Layouts;

/// <summary>An image in a folder in the OCI image layout.</summary>
internal sealed class LayoutSource : IImageSource
{
    private readonly BlobFolder _blobs;
    private readonly Document<ImageIndex> _index;
    private readonly string? _name;

    internal LayoutSource(string folder, string? name)
    {
        _name = name;
        Place = $"`{folder}`";
        _blobs = new BlobFolder(folder, Place);
        LayoutFile.Check(Read(folder, LayoutFile.Name), Place);
        _index = ImageIndex.Parse(Read(folder, LayoutFile.IndexName), $"`index.json` of {Place}");
    }

    public string Place { get; }

    public string? ImageName => LayoutIndex.NameOf(LayoutIndex.Find(_index, _name, Place)) ?? _name;

    public Task<Descriptor> ResolveAsync(CancellationToken stop) => Task.FromResult(LayoutIndex.Find(_index, _name, Place));

    public async Task<ReadOnlyMemory<byte>> ReadManifestAsync(Descriptor manifest, CancellationToken stop) =>
        manifest.Digest == _index.Digest ? _index.Bytes : await this.ReadBlobAsync(manifest, ImageManifest.MaximumSize, stop);

    public ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop) => _blobs.OpenBlobAsync(blob, stop);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private byte[] Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            return new FileInfo(path).Length <= ImageManifest.MaximumSize
                ? File.ReadAllBytes(path)
                : throw new InvalidDocumentException($"`{path}`", "it is too large for such a file");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageNotFoundException($"{Place} is not an OCI image layout: it has no `{name}`");
        }
    }
}
