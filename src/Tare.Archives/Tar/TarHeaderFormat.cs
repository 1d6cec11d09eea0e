using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Tare.Archives.Tar;

/// <summary>An entry as a ustar block, and as pax records for what the block cannot hold.</summary>
internal static class TarHeaderFormat
{
    private static ReadOnlySpan<byte> ExtensionName => "././@PaxHeader"u8;

    /// <summary>Fills the block; the answer is the content of the pax header that must come before it, or empty.</summary>
    internal static byte[] Format(TarEntry entry, Span<byte> block)
    {
        block.Clear();
        var pax = new PaxRecords();
        PutPath(PathOf(entry), block, pax);
        if (!TryPutText(entry.LinkTarget.Span, block.Slice(157, 100)))
        {
            pax.Add("linkpath", entry.LinkTarget.Span);
        }

        TarNumber.TryWrite(entry.Mode & 0xFFF, block.Slice(100, 8));
        PutNumber(entry.Uid, block.Slice(108, 8), "uid", pax);
        PutNumber(entry.Gid, block.Slice(116, 8), "gid", pax);
        PutNumber(entry.Size, block.Slice(124, 12), "size", pax);
        PutTime(entry, block.Slice(136, 12), pax);
        block[TarBlock.TypeOffset] = TypeOf(entry.Kind);
        PutName(entry.UserName, block.Slice(265, 32), "uname", pax);
        PutName(entry.GroupName, block.Slice(297, 32), "gname", pax);
        PutDevice(entry.DeviceMajor, block.Slice(329, 8));
        PutDevice(entry.DeviceMinor, block.Slice(337, 8));
        foreach (var attribute in entry.Attributes)
        {
            pax.Add("SCHILY.xattr." + attribute.Name, attribute.Value.Span);
        }

        Seal(block);
        return pax.ToArray();
    }

    /// <summary>Fills the block of a pax header whose content has the length given.</summary>
    internal static void FormatExtension(int length, Span<byte> block)
    {
        block.Clear();
        ExtensionName.CopyTo(block);
        TarNumber.TryWrite(0x1A4, block.Slice(100, 8));
        TarNumber.TryWrite(0, block.Slice(108, 8));
        TarNumber.TryWrite(0, block.Slice(116, 8));
        TarNumber.TryWrite(length, block.Slice(124, 12));
        TarNumber.TryWrite(0, block.Slice(136, 12));
        block[TarBlock.TypeOffset] = (byte)'x';
        PutDevice(0, block.Slice(329, 8));
        PutDevice(0, block.Slice(337, 8));
        Seal(block);
    }

    private static void Seal(Span<byte> block)
    {
        "ustar\0"u8.CopyTo(block[257..]);
        "00"u8.CopyTo(block[263..]);
        var field = block.Slice(TarBlock.ChecksumOffset, 7);
        TarNumber.TryWrite(TarBlock.Checksum(block), field);
        block[TarBlock.ChecksumOffset + 7] = (byte)' ';
    }

    private static ReadOnlySpan<byte> PathOf(TarEntry entry)
    {
        var path = entry.Path.Span;
        if (path.Length == 0 || path.Contains((byte)0))
        {
            throw new ArchiveException("a tar entry needs a name without NUL");
        }

        // Old readers know a folder by the slash.
        return entry.Kind == TarEntryKind.Folder && !path.EndsWith((byte)'/') ? (byte[])[.. path, (byte)'/'] : path;
    }

    // The name field holds 100 bytes; a prefix of 155 may come before it, parted at a slash.
    private static void PutPath(ReadOnlySpan<byte> path, Span<byte> block, PaxRecords pax)
    {
        if (TryPutText(path, block[..100]))
        {
            return;
        }

        var least = Math.Max(path.Length - 101, 1);
        var slash = path.Length > 256 ? -1 : path[least..Math.Min(path.Length, 156)].IndexOf((byte)'/');
        if (slash >= 0 && least + slash < path.Length - 1)
        {
            path[..(least + slash)].CopyTo(block[345..]);
            path[(least + slash + 1)..].CopyTo(block);
            return;
        }

        pax.Add("path", path);
        path[..100].CopyTo(block);
    }

    private static bool TryPutText(ReadOnlySpan<byte> text, Span<byte> field)
    {
        if (text.Length > field.Length)
        {
            return false;
        }

        text.CopyTo(field);
        return true;
    }

    private static void PutNumber(long value, Span<byte> field, string key, PaxRecords pax)
    {
        if (!TarNumber.TryWrite(value, field))
        {
            TarNumber.TryWrite(0, field);
            pax.Add(key, Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static void PutName(string name, Span<byte> field, string key, PaxRecords pax)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length >= field.Length)
        {
            pax.Add(key, bytes);
            return;
        }

        bytes.CopyTo(field);
    }

    private static void PutDevice(int number, Span<byte> field)
    {
        if (!TarNumber.TryWrite(number, field))
        {
            throw new ArchiveException($"the device number {number} does not fit a tar header");
        }
    }

    private static void PutTime(TarEntry entry, Span<byte> field, PaxRecords pax)
    {
        if (TarNumber.TryWrite(entry.ModifiedSeconds, field) && entry.ModifiedNanoseconds == 0)
        {
            return;
        }

        var (seconds, nanoseconds) = (entry.ModifiedSeconds, entry.ModifiedNanoseconds);
        if (seconds < 0)
        {
            TarNumber.TryWrite(0, field);
        }

        var sign = "";
        if (seconds < 0 && nanoseconds > 0)
        {
            // The decimal fraction counts away from zero, the pair counts upwards.
            (sign, seconds, nanoseconds) = ("-", -(seconds + 1), 1_000_000_000 - nanoseconds);
        }

        var fraction = nanoseconds == 0 ? "" : "." + nanoseconds.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0');
        pax.Add("mtime", Encoding.ASCII.GetBytes(sign + seconds.ToString(CultureInfo.InvariantCulture) + fraction));
    }

    private static byte TypeOf(TarEntryKind kind) => kind switch
    {
        TarEntryKind.File => (byte)'0',
        TarEntryKind.HardLink => (byte)'1',
        TarEntryKind.SymbolicLink => (byte)'2',
        TarEntryKind.CharacterDevice => (byte)'3',
        TarEntryKind.BlockDevice => (byte)'4',
        TarEntryKind.Folder => (byte)'5',
        _ => (byte)'6',
    };

    /// <summary>Records in the making; text that is not UTF-8 is announced, as the specification demands.</summary>
    private sealed class PaxRecords
    {
        private readonly List<byte> _bytes = [];
        private bool _binary;

        internal void Add(string key, ReadOnlySpan<byte> value)
        {
            if (!_binary && !key.StartsWith("SCHILY.", StringComparison.Ordinal) && !Utf8.IsValid(value))
            {
                _binary = true;
                Append("hdrcharset", "BINARY"u8);
            }

            Append(key, value);
        }

        internal byte[] ToArray() => [.. _bytes];

        // The length counts its own digits.
        private void Append(string key, ReadOnlySpan<byte> value)
        {
            var name = Encoding.UTF8.GetBytes(key);
            var rest = name.Length + value.Length + 3;
            var length = rest + 1;
            while (rest + length.ToString(CultureInfo.InvariantCulture).Length != length)
            {
                length = rest + length.ToString(CultureInfo.InvariantCulture).Length;
            }

            _bytes.AddRange(Encoding.ASCII.GetBytes(length.ToString(CultureInfo.InvariantCulture)));
            _bytes.Add((byte)' ');
            _bytes.AddRange(name);
            _bytes.Add((byte)'=');
            _bytes.AddRange(value);
            _bytes.Add((byte)'\n');
        }
    }
}
