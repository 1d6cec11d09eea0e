using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Tare.Archives.Zip;

/// <summary>
/// Writes a zip archive of stored members to a seekable stream. Nothing in it depends on the day or the machine; members of 4 GiB
/// and more get zip64 fields.
/// </summary>
public sealed class ZipWriter(Stream output)
{
    // 1980-01-01, the format's first day.
    private const ushort Date = 0x21;
    private readonly List<ZipMember> _members = [];

    /// <summary>Adds a member with the bytes given.</summary>
    public void Add(string name, ReadOnlySpan<byte> content)
    {
        var member = new ZipMember(name, content.Length, content.Length, Crc32.HashToUInt32(content), ZipMember.Stored, output.Position);
        output.Write(LocalHeader(member));
        output.Write(content);
        _members.Add(member);
    }

    /// <summary>Adds a member with all that is left of a stream, which must know its length.</summary>
    public void Add(string name, Stream content)
    {
        var size = content.Length - content.Position;
        var member = new ZipMember(name, size, size, 0, ZipMember.Stored, output.Position);
        output.Write(LocalHeader(member));
        var crc = new Crc32();
        var buffer = new byte[256 * 1024];
        var written = 0L;
        for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            crc.Append(buffer.AsSpan(0, read));
            output.Write(buffer, 0, read);
            written += read;
        }

        if (written != size)
        {
            throw new ArchiveException($"`{name}` had {size} bytes and gave {written}", "something changes it meanwhile");
        }

        member = member with { Crc = crc.GetCurrentHashAsUInt32() };
        var end = output.Position;
        output.Position = member.HeaderOffset;
        output.Write(LocalHeader(member));
        output.Position = end;
        _members.Add(member);
    }

    /// <summary>Writes the directory. The stream stays open.</summary>
    public void Finish()
    {
        var start = output.Position;
        foreach (var member in _members)
        {
            output.Write(CentralHeader(member));
        }

        var size = output.Position - start;
        var needs64 = start >= uint.MaxValue || size >= uint.MaxValue || _members.Count >= ushort.MaxValue;
        if (needs64)
        {
            output.Write(End64(start, size));
        }

        var end = new byte[ZipFormat.EndLength];
        BinaryPrimitives.WriteUInt32LittleEndian(end, ZipFormat.End);
        var count = (ushort)Math.Min(_members.Count, ushort.MaxValue);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)Math.Min(size, uint.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)Math.Min(start, uint.MaxValue));
        output.Write(end);
        output.Flush();
    }

    private static byte[] LocalHeader(ZipMember member)
    {
        var is64 = member.Size >= uint.MaxValue;
        var name = Encoding.UTF8.GetBytes(member.Name);
        var header = new byte[ZipFormat.LocalHeaderLength + name.Length + (is64 ? 20 : 0)];
        BinaryPrimitives.WriteUInt32LittleEndian(header, ZipFormat.LocalHeader);
        PutCommon(header.AsSpan(4), member, is64, name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(28), (ushort)(is64 ? 20 : 0));
        name.CopyTo(header, ZipFormat.LocalHeaderLength);
        if (is64)
        {
            PutExtra(header.AsSpan(ZipFormat.LocalHeaderLength + name.Length), [member.Size, member.Size]);
        }

        return header;
    }

    private static byte[] CentralHeader(ZipMember member)
    {
        var name = Encoding.UTF8.GetBytes(member.Name);
        var is64 = member.Size >= uint.MaxValue;
        long[] extra = [.. is64 ? [member.Size, member.Size] : Array.Empty<long>(), .. member.HeaderOffset >= uint.MaxValue ? [member.HeaderOffset] : Array.Empty<long>()];
        var extraLength = extra.Length == 0 ? 0 : 4 + (8 * extra.Length);
        var header = new byte[ZipFormat.CentralHeaderLength + name.Length + extraLength];
        BinaryPrimitives.WriteUInt32LittleEndian(header, ZipFormat.CentralHeader);

        // Made by Unix, so that the mode in the upper half of the external attributes counts: a regular file, rw-r--r--.
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), (3 << 8) | 20);
        PutCommon(header.AsSpan(6), member, extra.Length > 0, name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), (uint)Math.Min(member.Size, uint.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), (uint)Math.Min(member.Size, uint.MaxValue));
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(30), (ushort)extraLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(38), 0x81A40000);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), (uint)Math.Min(member.HeaderOffset, uint.MaxValue));
        name.CopyTo(header, ZipFormat.CentralHeaderLength);
        if (extra.Length > 0)
        {
            PutExtra(header.AsSpan(ZipFormat.CentralHeaderLength + name.Length), extra);
        }

        return header;
    }

    // The fields that both kinds of header share, from "version needed" to the length of the name.
    private static void PutCommon(Span<byte> fields, ZipMember member, bool is64, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields, (ushort)(is64 ? 45 : 20));
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], (ushort)(member.Name.All(char.IsAscii) ? 0 : 0x800));
        BinaryPrimitives.WriteUInt16LittleEndian(fields[8..], Date);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], member.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[14..], (uint)Math.Min(member.Size, uint.MaxValue));
        BinaryPrimitives.WriteUInt32LittleEndian(fields[18..], (uint)Math.Min(member.Size, uint.MaxValue));
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)nameLength);
    }

    private static void PutExtra(Span<byte> field, ReadOnlySpan<long> values)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(field, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(field[2..], (ushort)(8 * values.Length));
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(field[(4 + (8 * i))..], values[i]);
        }
    }

    private byte[] End64(long start, long size)
    {
        var end = new byte[ZipFormat.End64Length + ZipFormat.Locator64Length];
        BinaryPrimitives.WriteUInt32LittleEndian(end, ZipFormat.End64);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(4), ZipFormat.End64Length - 12);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(12), 45);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(14), 45);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(24), _members.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(32), _members.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(40), size);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(48), start);
        var locator = end.AsSpan(ZipFormat.End64Length);
        BinaryPrimitives.WriteUInt32LittleEndian(locator, ZipFormat.Locator64);
        BinaryPrimitives.WriteInt64LittleEndian(locator[8..], start + size);
        BinaryPrimitives.WriteUInt32LittleEndian(locator[16..], 1);
        return end;
    }
}
