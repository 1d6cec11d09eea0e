namespace Tare.Archives.Compression;

/// <summary>The CRC-32 of gzip (RFC 1952, section 8) over pieces that several threads took it of.</summary>
internal static class Crc32Combination
{
    private const uint Polynomial = 0xEDB88320;

    /// <summary>The checksum of two pieces one behind the other, from their checksums and the length of the second.</summary>
    internal static uint Combine(uint first, uint second, long secondLength)
    {
        // Appending a zero bit is a linear map on the register; squaring the map doubles the number of zeros.
        Span<uint> map = stackalloc uint[32];
        map[0] = Polynomial;
        for (var i = 1; i < 32; i++)
        {
            map[i] = 1u << (i - 1);
        }

        Square(map);
        Square(map);
        for (var rest = secondLength; rest > 0; rest >>= 1)
        {
            Square(map);
            if ((rest & 1) != 0)
            {
                first = Apply(map, first);
            }
        }

        return first ^ second;
    }

    private static uint Apply(ReadOnlySpan<uint> map, uint vector)
    {
        var sum = 0u;
        for (var i = 0; vector != 0; i++, vector >>= 1)
        {
            sum ^= (vector & 1) != 0 ? map[i] : 0;
        }

        return sum;
    }

    private static void Square(Span<uint> map)
    {
        Span<uint> square = stackalloc uint[32];
        for (var i = 0; i < 32; i++)
        {
            square[i] = Apply(map, map[i]);
        }

        square.CopyTo(map);
    }
}
