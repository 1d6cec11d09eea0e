using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Primitives.Progress;

namespace Tare.Oci.Copying;

/// <summary>Counts the bytes that are read from another source.</summary>
internal sealed class ProgressBlobs(IBlobSource inner, ProgressMeter meter) : IBlobWrapper
{
    public string Place => Inner.Place;

    public IBlobSource Inner { get; } = inner;

    public async ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop) => new CountingStream(await Inner.OpenBlobAsync(blob, stop), read => meter.Add(read));
}
