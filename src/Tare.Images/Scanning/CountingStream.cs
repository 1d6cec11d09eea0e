using Tare.Primitives.Streams;

namespace Tare.Images.Scanning;

/// <summary>A stream that tells how much is read from it.</summary>
internal sealed class CountingStream(Stream inner, Action<int> count) : ForwardStream
{
    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int read)
    {
        count(read);
        return read;
    }
}
