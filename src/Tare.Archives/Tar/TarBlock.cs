namespace Tare.Archives.Tar;

/// <summary>The 512-byte header block and where its fields are (POSIX pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format").</summary>
internal static class TarBlock
{
    internal const int Size = 512;
    internal const int ChecksumOffset = 148;
    internal const int TypeOffset = 156;

    internal static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> block) => Text(block[..100]);

    internal static ReadOnlySpan<byte> Mode(ReadOnlySpan<byte> block) => block.Slice(100, 8);

    internal static ReadOnlySpan<byte> Uid(ReadOnlySpan<byte> block) => block.Slice(108, 8);

    internal static ReadOnlySpan<byte> Gid(ReadOnlySpan<byte> block) => block.Slice(116, 8);

    internal static ReadOnlySpan<byte> ContentSize(ReadOnlySpan<byte> block) => block.Slice(124, 12);

    internal static ReadOnlySpan<byte> Modified(ReadOnlySpan<byte> block) => block.Slice(136, 12);

    internal static ReadOnlySpan<byte> LinkName(ReadOnlySpan<byte> block) => Text(block.Slice(157, 100));

    internal static ReadOnlySpan<byte> UserName(ReadOnlySpan<byte> block) => HasNames(block) ? Text(block.Slice(265, 32)) : [];

    internal static ReadOnlySpan<byte> GroupName(ReadOnlySpan<byte> block) => HasNames(block) ? Text(block.Slice(297, 32)) : [];

    internal static ReadOnlySpan<byte> DeviceMajor(ReadOnlySpan<byte> block) => HasNames(block) ? block.Slice(329, 8) : [];

    internal static ReadOnlySpan<byte> DeviceMinor(ReadOnlySpan<byte> block) => HasNames(block) ? block.Slice(337, 8) : [];

    // Only a POSIX header has a prefix; GNU's own uses the place for other things (its magic is "ustar  ").
    internal static ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> block) =>
        block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? Text(block.Slice(345, 155)) : [];

    internal static bool IsZero(ReadOnlySpan<byte> block) => !block.ContainsAnyExcept((byte)0);

    /// <summary>The sum of all bytes with the checksum's own field taken as spaces; old archives summed signed bytes.</summary>
    internal static bool HasValidChecksum(ReadOnlySpan<byte> block)
    {
        var (unsigned, signed) = (0, 0);
        for (var i = 0; i < Size; i++)
        {
            var value = i is >= ChecksumOffset and < ChecksumOffset + 8 ? (byte)' ' : block[i];
            unsigned += value;
            signed += (sbyte)value;
        }

        return TarNumber.TryRead(block.Slice(ChecksumOffset, 8), out var sum) && (sum == unsigned || sum == signed);
    }

    internal static int Checksum(ReadOnlySpan<byte> block)
    {
        var sum = 0;
        for (var i = 0; i < Size; i++)
        {
            sum += i is >= ChecksumOffset and < ChecksumOffset + 8 ? (byte)' ' : block[i];
        }

        return sum;
    }

    /// <summary>The bytes that fill a content up to whole blocks.</summary>
    internal static int Padding(long size) => (int)(-size & (Size - 1));

    private static bool HasNames(ReadOnlySpan<byte> block) => block.Slice(257, 5).SequenceEqual("ustar"u8);

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }
}
