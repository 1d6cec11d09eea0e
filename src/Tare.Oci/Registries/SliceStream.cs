using Tare.Oci.Layers;

namespace Tare.Oci.Registries;

/// <summary>The next bytes of a stream as a stream of their own.</summary>
internal sealed class SliceStream(Stream inner, long length) : ForwardStream
{
    private long _left = length;

    public override int Read(Span<byte> buffer)
    {
        var read = _left == 0 ? 0 : inner.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        _left -= read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = _left == 0 ? 0 : await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _left)], cancellationToken);
        _left -= read;
        return read;
    }
}
