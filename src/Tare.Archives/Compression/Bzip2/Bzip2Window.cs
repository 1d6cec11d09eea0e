using System.Buffers;

namespace Tare.Archives.Compression.Bzip2;

/// <summary>The part of the compressed file between the block being read and the farthest one looked ahead to.</summary>
internal sealed class Bzip2Window(Stream input) : IDisposable
{
    private const int ReadSize = 128 * 1024;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4 * ReadSize);
    private int _start;
    private int _length;

    /// <summary>The file's offset of the first byte held.</summary>
    internal long Base { get; private set; }

    /// <summary>The file's offset behind the last byte held.</summary>
    internal long End => Base + _length;

    /// <summary>The file has no more bytes.</summary>
    internal bool IsAtEnd { get; private set; }

    /// <summary>The bytes from a file offset on.</summary>
    internal ReadOnlySpan<byte> From(long offset) => _bytes.AsSpan(_start + (int)(offset - Base), (int)(End - offset));

    /// <summary>Forgets what lies before a file offset.</summary>
    internal void ForgetBefore(long offset)
    {
        var count = (int)Math.Min(offset - Base, _length);
        (_start, _length, Base) = (_start + count, _length - count, Base + count);
    }

    /// <summary>Reads a further piece of the file.</summary>
    internal void Extend()
    {
        if (_bytes.Length - _start - _length < ReadSize)
        {
            var old = _bytes;
            _bytes = _length + ReadSize > old.Length / 2 ? ArrayPool<byte>.Shared.Rent(old.Length * 2) : old;
            old.AsSpan(_start, _length).CopyTo(_bytes);
            _start = 0;
            if (old != _bytes)
            {
                ArrayPool<byte>.Shared.Return(old);
            }
        }

        var read = input.Read(_bytes, _start + _length, ReadSize);
        _length += read;
        IsAtEnd = read == 0;
    }

    /// <summary>Up to 48 bits at a bit offset of the file, or null where it ends before.</summary>
    internal ulong? Bits(long bit, int count)
    {
        while ((bit + count + 7) / 8 > End && !IsAtEnd)
        {
            Extend();
        }

        if ((bit + count + 7) / 8 > End)
        {
            return null;
        }

        var bits = new Bzip2Bits(From(bit >> 3), (int)(bit & 7));
        var high = count > 24 ? (ulong)bits.Read(count - 24) << 24 : 0;
        return high | bits.Read(Math.Min(count, 24));
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        (_start, _length) = (0, 0);
        input.Dispose();
    }
}
