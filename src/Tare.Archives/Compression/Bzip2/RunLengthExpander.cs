namespace Tare.Archives.Compression.Bzip2;

/// <summary>
/// Undoes the format's first step: four equal bytes are followed by the number of further ones. Works in pieces, since a block may
/// grow fifty-fold.
/// </summary>
internal sealed class RunLengthExpander
{
    private byte[] _block = [];
    private int _length;
    private int _position;
    private int _same;
    private byte _last;
    private int _repeats;

    /// <summary>The checksum of what has been given out, as the block's header has it.</summary>
    internal uint Crc => ~_crc;

    private uint _crc;

    internal void Start(byte[] block, int length)
    {
        (_block, _length, _position, _same, _repeats) = (block, length, 0, 0, 0);
        _crc = uint.MaxValue;
    }

    /// <summary>Gives out expanded bytes; 0 when the block is used up.</summary>
    internal int Expand(Span<byte> destination)
    {
        var written = 0;
        while (written < destination.Length)
        {
            if (_repeats > 0)
            {
                var count = Math.Min(_repeats, destination.Length - written);
                destination.Slice(written, count).Fill(_last);
                written += count;
                _repeats -= count;
                continue;
            }

            if (_position == _length)
            {
                break;
            }

            written += CopyLiterals(destination[written..]);
        }

        _crc = Bzip2Crc.Append(_crc, destination[..written]);
        return written;
    }

    // Copies until four equal bytes have gone by, and reads the count behind them.
    private int CopyLiterals(Span<byte> destination)
    {
        var source = _block.AsSpan(_position, _length - _position);
        var (same, last) = (_same, _last);
        var i = 0;
        while (same < 4 && i < source.Length && i < destination.Length)
        {
            var value = source[i];
            destination[i++] = value;
            same = value == last ? same + 1 : 1;
            last = value;
        }

        _position += i;
        (_same, _last) = (same, last);
        if (same == 4 && _position < _length)
        {
            _repeats = _block[_position++];
            _same = 0;
        }

        return i;
    }
}
