using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Primitives.Streams;

namespace Tare.Images.Scanning;

/// <summary>Counts the compressed bytes that have been taken from a blob, so that each entry's share of them is known.</summary>
internal sealed class CountingBlobs(IBlobSource inner) : IBlobSource
{
    private long _count;

    public string Place => inner.Place;

    internal long Count => _count;

    public async ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop) =>
        new CountingStream(await inner.OpenBlobAsync(blob, stop), read => _count += read);
}
