using Tare.Primitives.Streams;

namespace Tare.Primitives.Hashing;

/// <summary>Reads at most a number of bytes from a stream, then raises the error that the caller gave: the guard against bombs.</summary>
public sealed class LimitedStream(Stream inner, long limit, Func<TareException> exceeded) : ForwardStream
{
    private long _read;

    /// <inheritdoc/>
    public override long Position { get => _read; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => Take(inner.Read(buffer));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Take(await inner.ReadAsync(buffer, cancellationToken));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Take(int read)
    {
        _read += read;
        return _read <= limit ? read : throw exceeded();
    }
}
