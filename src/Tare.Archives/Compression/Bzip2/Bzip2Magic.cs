namespace Tare.Archives.Compression.Bzip2;

/// <summary>
/// The two 48-bit marks of the format: one starts every block, one ends every stream. They stand at any bit, so finding them is
/// the way to split a file into blocks without decoding it. A mark may also turn up inside a block by chance or by malice.
/// </summary>
internal static class Bzip2Magic
{
    internal const ulong Block = 0x314159265359;
    internal const ulong End = 0x177245385090;
    internal const ulong Mask = (1UL << 48) - 1;

    // For each value of a byte: the bit alignments at which it can be the second whole byte of a mark.
    private static readonly byte[] Alignments = BuildAlignments();

    /// <summary>
    /// The first mark that starts at <paramref name="fromBit"/> or later and lies in the bytes as a whole: its bit, or -1.
    /// </summary>
    internal static long Find(ReadOnlySpan<byte> bytes, long fromBit, out bool isBlock)
    {
        var alignments = Alignments;
        for (var i = (int)(fromBit >> 3); i + 6 <= bytes.Length; i++)
        {
            // Bit s of the byte i is where the mark starts; byte i + 2 lies inside it at every alignment.
            if (alignments[bytes[i + 2]] == 0)
            {
                continue;
            }

            var value = Load(bytes[i..]);
            for (var shift = 0; shift < 8; shift++)
            {
                var mark = (value >> (16 - shift)) & Mask;
                if (mark is Block or End && (i * 8L) + shift >= fromBit && (shift == 0 || i + 7 <= bytes.Length))
                {
                    isBlock = mark == Block;
                    return (i * 8L) + shift;
                }
            }
        }

        isBlock = false;
        return -1;
    }

    // Eight bytes with the first on top; zeros stand for what lies beyond the end.
    private static ulong Load(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 8)
        {
            return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes);
        }

        var value = 0UL;
        for (var i = 0; i < 8; i++)
        {
            value = (value << 8) | (i < bytes.Length ? bytes[i] : 0u);
        }

        return value;
    }

    private static byte[] BuildAlignments()
    {
        var table = new byte[256];
        foreach (var mark in (ReadOnlySpan<ulong>)[Block, End])
        {
            for (var shift = 0; shift < 8; shift++)
            {
                // With the mark's start at bit `shift` of byte 0, byte 2 holds its bits 16-shift to 24-shift.
                table[(byte)(mark >> (24 + shift))] |= (byte)(1 << shift);
            }
        }

        return table;
    }
}
