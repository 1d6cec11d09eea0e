using System.Buffers.Binary;
using System.Text;

namespace Tare.Archives.Zip;

/// <summary>The records of a zip archive as bytes (APPNOTE.TXT 4.3).</summary>
internal static class ZipFormat
{
    internal const uint LocalHeader = 0x04034b50;
    internal const uint CentralHeader = 0x02014b50;
    internal const uint End = 0x06054b50;
    internal const uint End64 = 0x06064b50;
    internal const uint Locator64 = 0x07064b50;
    internal const int LocalHeaderLength = 30;
    internal const int CentralHeaderLength = 46;
    internal const int EndLength = 22;
    internal const int End64Length = 56;
    internal const int Locator64Length = 20;
    internal const int EncryptedFlag = 1;
    internal const int DescriptorFlag = 8;
    private const ushort Zip64Extra = 1;

    /// <summary>A local header without its signature, and the name and extra fields behind it.</summary>
    internal static ZipMember? Local(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra, long offset)
    {
        long size = BinaryPrimitives.ReadUInt32LittleEndian(header[22..]);
        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(header[18..]);
        var unused = 0L;
        return TryExtra(extra, ref size, ref compressed, ref unused)
            ? new ZipMember(
                Encoding.UTF8.GetString(name), size, compressed, BinaryPrimitives.ReadUInt32LittleEndian(header[14..]),
                BinaryPrimitives.ReadUInt16LittleEndian(header[8..]), offset)
            : null;
    }

    /// <summary>A header of the central directory, and the name and extra fields behind it.</summary>
    internal static ZipMember? Central(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> extra)
    {
        long size = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(header[42..]);
        return TryExtra(extra, ref size, ref compressed, ref offset)
            ? new ZipMember(
                Encoding.UTF8.GetString(name), size, compressed, BinaryPrimitives.ReadUInt32LittleEndian(header[16..]),
                BinaryPrimitives.ReadUInt16LittleEndian(header[10..]), offset)
            : null;
    }

    // The zip64 field holds, in this order, those values that the header gives as all ones (APPNOTE.TXT 4.5.3).
    private static bool TryExtra(ReadOnlySpan<byte> extra, ref long size, ref long compressed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
            {
                return false;
            }

            var field = extra.Slice(4, length);
            if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == Zip64Extra)
            {
                return TryTake(ref field, ref size) && TryTake(ref field, ref compressed) && TryTake(ref field, ref offset);
            }

            extra = extra[(4 + length)..];
        }

        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> field, ref long value)
    {
        if (value != uint.MaxValue)
        {
            return true;
        }

        if (field.Length < 8)
        {
            return false;
        }

        value = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[8..];
        return value >= 0;
    }
}
