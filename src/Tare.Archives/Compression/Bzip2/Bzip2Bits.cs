using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Tare.Archives.Compression.Bzip2;

/// <summary>
/// Bits of a block, highest first. Reading beyond the end gives zeros and is found out afterwards by <see cref="IsBeyondEnd"/>, so
/// the hot loop need not look.
/// </summary>
internal ref struct Bzip2Bits
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private ulong _bits;
    private int _count;

    internal Bzip2Bits(ReadOnlySpan<byte> bytes, int bitOffset)
    {
        _bytes = bytes;
        _position = bitOffset >> 3;
        Refill();
        Drop(bitOffset & 7);
    }

    /// <summary>Bits consumed since the first byte.</summary>
    internal readonly long Consumed => (_position * 8L) - _count;

    /// <summary>More was consumed than there is.</summary>
    internal readonly bool IsBeyondEnd => Consumed > _bytes.Length * 8L;

    /// <summary>The next 20 bits, the longest code, without consuming them. Only behind <see cref="Refill"/>.</summary>
    internal readonly uint Peek20 => (uint)(_bits >> 44);

    /// <summary>Makes at least 56 bits ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Refill()
    {
        if (_position <= _bytes.Length - 8)
        {
            _bits |= BinaryPrimitives.ReadUInt64BigEndian(_bytes[_position..]) >> _count;
            _position += (63 - _count) >> 3;
            _count |= 56;
            return;
        }

        RefillAtEnd();
    }

    /// <summary>Consumes bits that are ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Drop(int count)
    {
        _bits <<= count;
        _count -= count;
    }

    /// <summary>Up to 32 bits as a number.</summary>
    internal uint Read(int count)
    {
        Refill();
        var value = (uint)(_bits >> (64 - count));
        Drop(count);
        return value;
    }

    internal bool ReadBit() => Read(1) != 0;

    private void RefillAtEnd()
    {
        while (_count <= 56)
        {
            _bits |= (_position < _bytes.Length ? (ulong)_bytes[_position] : 0) << (56 - _count);
            _position++;
            _count += 8;
        }
    }
}
