using Tare.Oci.Manifests;

namespace Tare.Oci.Stores.Layouts;

/// <summary>An OCI image layout in a folder.</summary>
internal sealed class LayoutFolder(string folder) : ILayoutFiles
{
    private readonly BlobFolder _blobs = new(folder);

    public string Place => _blobs.Place;

    public ReadOnlyMemory<byte>? Read(string name)
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
            return null;
        }
    }

    public ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop) => _blobs.OpenBlobAsync(blob, stop);

    public void Dispose()
    {
    }
}
