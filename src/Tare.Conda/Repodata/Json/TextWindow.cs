namespace Tare.Conda.Repodata.Json;

/// <summary>A buffer that moves forward over a text.</summary>
internal sealed class TextWindow(RepodataText text, long start)
{
    private const int InitialSize = 1 << 20;
    private const int SizeLimit = 1 << 29;

    private byte[] _buffer = new byte[(int)Math.Clamp(text.Length - start + 1, 256, InitialSize)];
    private int _length;

    /// <summary>Where in the text the buffer starts.</summary>
    public long Offset { get; private set; } = start;

    /// <summary>How much of the buffer has been used.</summary>
    public int Position { get; set; }

    /// <summary>The bytes at hand.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Drops what was used and reads on. False at the end of the text.</summary>
    public bool TryRefill()
    {
        var rest = _length - Position;
        if (rest == _buffer.Length)
        {
            if (_buffer.Length >= SizeLimit)
            {
                return false;
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        else
        {
            _buffer.AsSpan(Position, rest).CopyTo(_buffer);
        }

        Offset += Position;
        Position = 0;
        _length = rest;
        var read = text.Read(Offset + rest, _buffer.AsSpan(rest));
        _length += read;
        return read > 0;
    }
}
