using System.Buffers.Binary;

namespace Tare.Archives.Zip;

/// <summary>The central directory of a zip archive on a disk: which members there are, and where.</summary>
public sealed class ZipDirectory
{
    private const int MostMembers = 100_000;
    private const int LongestComment = 65535;

    private ZipDirectory(IReadOnlyList<ZipMember> members) => Members = members;

    /// <summary>The members in the order of the directory.</summary>
    public IReadOnlyList<ZipMember> Members { get; }

    /// <summary>Reads the directory of a seekable archive; <see cref="ArchiveException"/> where it is damaged or missing.</summary>
    public static ZipDirectory Read(Stream archive, string source)
    {
        var tail = new byte[(int)Math.Min(archive.Length, LongestComment + ZipFormat.EndLength + ZipFormat.Locator64Length)];
        archive.Position = archive.Length - tail.Length;
        archive.ReadExactly(tail);
        var end = FindEnd(tail);
        if (end < 0)
        {
            throw Damaged(source, "has no directory at its end, so it is not a whole zip archive");
        }

        long count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        long size = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12));
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if ((count == ushort.MaxValue || size == uint.MaxValue || offset == uint.MaxValue)
            && !TryReadEnd64(archive, tail.AsSpan(0, end), ref count, ref size, ref offset))
        {
            throw Damaged(source, "has a damaged zip64 directory");
        }

        if (count > MostMembers || size < 0 || offset < 0 || size > archive.Length || offset > archive.Length - size)
        {
            throw Damaged(source, "has an impossible directory");
        }

        var bytes = new byte[size];
        archive.Position = offset;
        archive.ReadExactly(bytes);
        return new ZipDirectory(Parse(bytes, (int)count, source));
    }

    /// <summary>Opens a member's content, its checksum verified at its end.</summary>
    public static Stream OpenMember(Stream archive, ZipMember member, string source)
    {
        var header = new byte[ZipFormat.LocalHeaderLength];
        if (member.HeaderOffset > archive.Length - header.Length)
        {
            throw Damaged(source, $"says that `{member.Name}` is where it cannot be");
        }

        archive.Position = member.HeaderOffset;
        archive.ReadExactly(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != ZipFormat.LocalHeader)
        {
            throw Damaged(source, $"says that `{member.Name}` is where it is not");
        }

        archive.Position += BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        return ZipContent.Open(archive, member, source);
    }

    private static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (var i = tail.Length - ZipFormat.EndLength; i >= 0; i--)
        {
            // The comment's length must lead exactly to the end of the file, or else it is a chance find.
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[i..]) == ZipFormat.End
                && BinaryPrimitives.ReadUInt16LittleEndian(tail[(i + 20)..]) == tail.Length - i - ZipFormat.EndLength)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool TryReadEnd64(Stream archive, ReadOnlySpan<byte> beforeEnd, ref long count, ref long size, ref long offset)
    {
        if (beforeEnd.Length < ZipFormat.Locator64Length)
        {
            return false;
        }

        var locator = beforeEnd[^ZipFormat.Locator64Length..];
        var place = BinaryPrimitives.ReadInt64LittleEndian(locator[8..]);
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != ZipFormat.Locator64
            || place < 0 || place > archive.Length - ZipFormat.End64Length)
        {
            return false;
        }

        var end = new byte[ZipFormat.End64Length];
        archive.Position = place;
        archive.ReadExactly(end);
        count = BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(32));
        size = BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(40));
        offset = BinaryPrimitives.ReadInt64LittleEndian(end.AsSpan(48));
        return count >= 0 && BinaryPrimitives.ReadUInt32LittleEndian(end) == ZipFormat.End64;
    }

    private static List<ZipMember> Parse(ReadOnlySpan<byte> bytes, int count, string source)
    {
        var members = new List<ZipMember>();
        for (var i = 0; i < count; i++)
        {
            if (bytes.Length < ZipFormat.CentralHeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != ZipFormat.CentralHeader)
            {
                throw Damaged(source, "has a damaged directory");
            }

            var name = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
            var extra = BinaryPrimitives.ReadUInt16LittleEndian(bytes[30..]);
            var length = ZipFormat.CentralHeaderLength + name + extra + BinaryPrimitives.ReadUInt16LittleEndian(bytes[32..]);
            if (length > bytes.Length)
            {
                throw Damaged(source, "has a damaged directory");
            }

            var member = ZipFormat.Central(bytes, bytes.Slice(ZipFormat.CentralHeaderLength, name), bytes.Slice(ZipFormat.CentralHeaderLength + name, extra));
            members.Add(member ?? throw Damaged(source, "has a damaged directory"));
            bytes = bytes[length..];
        }

        return members;
    }

    private static ArchiveException Damaged(string source, string what) =>
        new($"`{source}` {what}", "the archive is damaged or was cut off; get it again");
}
