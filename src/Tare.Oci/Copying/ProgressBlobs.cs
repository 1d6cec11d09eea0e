using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Primitives.Progress;

namespace Tare.Oci.Copying;

/// <summary>Counts the bytes that are read from another source.</summary>
internal sealed class ProgressBlobs(IBlobSource inner, ProgressMeter meter) : IBlobWrapper
{
    public string Place => Inner.Place;

    public IBlobSource Inner { get; } = inner;

    public async ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop) => new Counting(await Inner.OpenBlobAsync(blob, stop), meter);

    private sealed class Counting(Stream stream, ProgressMeter meter) : ForwardStream
    {
        public override int Read(Span<byte> buffer)
        {
            var read = stream.Read(buffer);
            meter.Add(read);
            return read;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            meter.Add(read);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                stream.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
