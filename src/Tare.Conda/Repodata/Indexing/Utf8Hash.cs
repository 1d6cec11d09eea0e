using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tare.Conda.Repodata.Indexing;

/// <summary>A quick 64-bit hash of bytes for tables in memory and for noticing damage. Not for secrets or identity.</summary>
internal static class Utf8Hash
{
    private const ulong First = 0x9E3779B97F4A7C15;
    private const ulong Second = 0xD6E8FEB86659FD93;

    /// <summary>The hash of a short text.</summary>
    public static ulong Of(ReadOnlySpan<byte> text)
    {
        var hash = (ulong)text.Length * First;
        if (text.Length < 8)
        {
            return Mix(hash ^ Short(text) ^ Second);
        }

        // The last word overlaps the one before it, so that no byte is looked at alone.
        var last = BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]);
        for (; text.Length > 8; text = text[8..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
        }

        return Mix(hash ^ last ^ Second);
    }

    // Fewer than eight bytes as one number; different for different bytes of the same length.
    private static ulong Short(ReadOnlySpan<byte> text) => text.Length switch
    {
        >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(text) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]) << 32),
        >= 2 => BinaryPrimitives.ReadUInt16LittleEndian(text) | ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(text[^2..]) << 16),
        1 => text[0],
        _ => 0,
    };

    /// <summary>The sum over a whole file, four words at a time.</summary>
    public static ulong Sum(ReadOnlySpan<byte> content)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(content);
        ulong a = First, b = Second, c = ~First, d = ~Second;
        var i = 0;
        for (; i + 4 <= words.Length; i += 4)
        {
            a = (a ^ words[i]) * First;
            b = (b ^ words[i + 1]) * First;
            c = (c ^ words[i + 2]) * First;
            d = (d ^ words[i + 3]) * First;
        }

        for (; i < words.Length; i++)
        {
            a = Mix(a ^ words[i]);
        }

        return Mix(a) ^ Mix(b + 1) ^ Mix(c + 2) ^ Mix(d + 3) ^ Of(content[(words.Length * 8)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        value *= Second;
        value ^= value >> 32;
        value *= First;
        return value ^ (value >> 29);
    }
}
