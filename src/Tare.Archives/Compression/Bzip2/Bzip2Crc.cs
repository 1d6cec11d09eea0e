namespace Tare.Archives.Compression.Bzip2;

/// <summary>The format's checksum: CRC-32 with the highest bit first, four bytes a step.</summary>
internal static class Bzip2Crc
{
    private static readonly uint[] Tables = BuildTables();

    /// <summary>Feeds bytes; a checksum starts at all ones and is inverted at its end.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        while (bytes.Length >= 4)
        {
            crc ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
            crc = tables[0x300 + (crc >> 24)] ^ tables[0x200 + (byte)(crc >> 16)] ^ tables[0x100 + (byte)(crc >> 8)] ^ tables[(byte)crc];
            bytes = bytes[4..];
        }

        foreach (var value in bytes)
        {
            crc = (crc << 8) ^ tables[(crc >> 24) ^ value];
        }

        return crc;
    }

    private static uint[] BuildTables()
    {
        var tables = new uint[4 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i << 24;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 0x80000000) != 0 ? (crc << 1) ^ 0x04C11DB7 : crc << 1;
            }

            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = (tables[i - 256] << 8) ^ tables[tables[i - 256] >> 24];
        }

        return tables;
    }
}
