namespace Tare.Primitives.Streams;

/// <summary>A stream that tells how much is read from it.</summary>
/// <param name="inner">The stream, which is closed with this one.</param>
/// <param name="count">Told the bytes of each read, 0 at the end, before they are given on; what it throws ends the reading.</param>
public sealed class CountingStream(Stream inner, Action<int> count) : ForwardStream
{
    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await inner.ReadAsync(buffer, cancellationToken));

    /// <inheritdoc/>
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
