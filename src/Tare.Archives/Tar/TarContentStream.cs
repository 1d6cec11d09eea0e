namespace Tare.Archives.Tar;

/// <summary>The content of a reader's current entry.</summary>
internal sealed class TarContentStream(TarReader reader, long length) : ForwardStream
{
    private long _position;

    public override long Length => length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = reader.Read(buffer);
        _position += read;
        return read;
    }
}
