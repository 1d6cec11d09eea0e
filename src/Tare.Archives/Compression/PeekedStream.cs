namespace Tare.Archives.Compression;

/// <summary>A stream whose first bytes have been looked at and are read again.</summary>
internal sealed class PeekedStream : ForwardStream
{
    private readonly Stream _inner;
    private readonly byte[] _head;
    private int _given;

    internal PeekedStream(Stream inner, int length)
    {
        _inner = inner;
        _head = new byte[length];
        var read = inner.ReadAtLeast(_head, length, throwOnEndOfStream: false);
        _head = read == length ? _head : _head[..read];
    }

    /// <summary>The first bytes; fewer than asked for where the stream is shorter.</summary>
    internal ReadOnlySpan<byte> Head => _head;

    public override int Read(Span<byte> buffer)
    {
        if (_given == _head.Length)
        {
            return _inner.Read(buffer);
        }

        var count = Math.Min(buffer.Length, _head.Length - _given);
        _head.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
