namespace Tare.Archives.Compression;

/// <summary>The CRC-32 of gzip and zip (RFC 1952, section 8), eight bytes a step.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] Tables = BuildTables();

    /// <summary>The checksum of what came before, <paramref name="crc"/> (0 at the start), and of the bytes behind it.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        crc = ~crc;
        while (bytes.Length >= 8)
        {
            var low = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = tables[0x700 + (byte)low] ^ tables[0x600 + (byte)(low >> 8)] ^ tables[0x500 + (byte)(low >> 16)] ^ tables[0x400 + (low >> 24)]
                ^ tables[0x300 + (byte)high] ^ tables[0x200 + (byte)(high >> 8)] ^ tables[0x100 + (byte)(high >> 16)] ^ tables[high >> 24];
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
        {
            crc = tables[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

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

    private static uint[] BuildTables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }

            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = tables[(byte)tables[i - 256]] ^ (tables[i - 256] >> 8);
        }

        return tables;
    }
}
