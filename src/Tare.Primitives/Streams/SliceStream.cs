namespace Tare.Primitives.Streams;

/// <summary>The next bytes of a stream as a stream of their own; fewer where that ends before. The stream stays open.</summary>
/// <param name="inner">The stream, which nobody else reads meanwhile.</param>
/// <param name="length">How many bytes at the most.</param>
public sealed class SliceStream(Stream inner, long length) : ForwardStream
{
    private long _left = length;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = _left == 0 ? 0 : inner.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = _left == 0 ? 0 : await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        _left -= read;
        return read;
    }
}
