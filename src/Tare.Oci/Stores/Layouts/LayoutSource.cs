using Tare.Oci.Layers;
using Tare.Oci.Manifests;

namespace Tare.Oci.Stores.Layouts;

/// <summary>An image in the OCI image layout.</summary>
internal sealed class LayoutSource : IImageSource
{
    private readonly ILayoutFiles _files;
    private readonly Document<ImageIndex> _index;
    private readonly string? _name;

    internal LayoutSource(ILayoutFiles files, string? name)
    {
        (_files, _name) = (files, name);
        LayoutFile.Check(Required(LayoutFile.Name), Place);
        _index = ImageIndex.Parse(Required(LayoutFile.IndexName), $"`index.json` of {Place}");
    }

    public string Place => _files.Place;

    public string? ImageName => LayoutIndex.NameOf(LayoutIndex.Find(_index, _name, Place)) ?? _name;

    public Task<Descriptor> ResolveAsync(CancellationToken stop) => Task.FromResult(LayoutIndex.Find(_index, _name, Place));

    public async Task<ReadOnlyMemory<byte>> ReadManifestAsync(Descriptor manifest, CancellationToken stop) =>
        manifest.Digest == _index.Digest ? _index.Bytes : await this.ReadBlobAsync(manifest, ImageManifest.MaximumSize, stop);

    public ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop) => _files.OpenBlobAsync(blob, stop);

    public ValueTask DisposeAsync()
    {
        _files.Dispose();
        return ValueTask.CompletedTask;
    }

    private ReadOnlyMemory<byte> Required(string name) =>
        _files.Read(name) ?? throw new ImageNotFoundException($"{Place} is not an OCI image layout: it has no `{name}`", "give the folder itself; `skopeo copy` and `tare image copy` write such folders to `oci:FOLDER`");
}
