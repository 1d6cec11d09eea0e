using System.Buffers;
using System.Text;

namespace Tare.Archives.Tar;

/// <summary>
/// Reads a tar archive from front to back: ustar, pax (local and global headers), GNU long names and base-256 numbers. Damage
/// raises <see cref="ArchiveException"/>; so do sparse files and multi-volume parts, which no package and no image layer uses.
/// Links, devices and folders have no content, whatever size they claim, as container runtimes read them.
/// </summary>
public sealed class TarReader(Stream stream, TarReaderOptions? options = null) : IDisposable
{
    private const int LongestHeader = 1 << 20;
    private const long LargestContent = 1L << 60;
    private readonly TarReaderOptions _options = options ?? new TarReaderOptions();
    private readonly TarBuffer _buffer = new(stream);
    private readonly ArrayBufferWriter<byte> _headerBlocks = new();
    private readonly PaxHeader _global = new();
    private string _lastUser = "";
    private string _lastGroup = "";
    private TarEntry? _entry;
    private long _remaining;
    private long _entries;
    private bool _ended;

    /// <summary>Bytes of the archive consumed so far.</summary>
    public long Position => _buffer.Position;

    /// <summary>The next entry, or null at the end. What was left of the last entry's content is passed over.</summary>
    public TarEntry? Next()
    {
        SkipContent();
        _headerBlocks.Clear();
        PaxHeader? pax = null;
        while (!_ended)
        {
            var block = ReadHeader();
            if (block.Length == 0)
            {
                _ended = true;
                return pax is null ? _entry = null : throw Damaged("ends behind an extended header");
            }

            switch (block[TarBlock.TypeOffset])
            {
                case (byte)'g':
                    TakeRecords(_global, ReadExtension(block));
                    break;
                case (byte)'x' or (byte)'X':
                    TakeRecords(pax ??= _global.Copy(), ReadExtension(block));
                    break;
                case (byte)'L':
                    (pax ??= _global.Copy()).Path ??= Terminated(ReadExtension(block));
                    break;
                case (byte)'K':
                    (pax ??= _global.Copy()).LinkTarget ??= Terminated(ReadExtension(block));
                    break;
                case (byte)'V':
                    ReadExtension(block);
                    break;
                default:
                    return Begin(block, pax ?? _global);
            }
        }

        return null;
    }

    /// <summary>Reads content of the current entry; 0 at its end.</summary>
    public int Read(Span<byte> destination)
    {
        var read = _remaining == 0 ? 0 : _buffer.Read(destination[..(int)Math.Min(destination.Length, _remaining)]);
        return Passed(read, destination.Length);
    }

    /// <summary>The next piece of the current entry's content without a copy, valid until the next call; empty at its end.</summary>
    public ReadOnlySpan<byte> ReadChunk()
    {
        var chunk = _remaining == 0 ? [] : _buffer.TakeSome(_remaining);
        Passed(chunk.Length, 1);
        return chunk;
    }

    /// <summary>All that is left of the current entry's content, which must be at most <paramref name="limit"/> bytes.</summary>
    public byte[] ReadAll(int limit = 64 << 20)
    {
        if (_remaining > limit)
        {
            throw Damaged($"holds `{_entry?.PathText}` of {_remaining} bytes, more than the {limit} that may be read at once");
        }

        // The size is a claim until the bytes are there, so memory follows the bytes.
        var content = new ArrayBufferWriter<byte>((int)Math.Clamp(_remaining, 1, 1 << 16));
        for (var chunk = ReadChunk(); chunk.Length > 0; chunk = ReadChunk())
        {
            content.Write(chunk);
        }

        return content.WrittenSpan.ToArray();
    }

    /// <summary>The current entry's content as a stream, valid until <see cref="Next"/>.</summary>
    public Stream OpenContent() => new TarContentStream(this, _remaining);

    /// <summary>Reads on to the end of the underlying stream, so that digests taken below see every byte.</summary>
    public void Drain()
    {
        while (Next() is not null)
        {
        }

        while (_buffer.TakeSome(int.MaxValue).Length > 0)
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffer.Dispose();
        if (!_options.LeaveOpen)
        {
            stream.Dispose();
        }
    }

    private TarEntry Begin(ReadOnlySpan<byte> block, PaxHeader pax)
    {
        var path = pax.Path ?? JoinPrefix(block);
        var kind = KindOf(block, path);
        if (pax.IsSparse || kind is null)
        {
            var what = pax.IsSparse || block[TarBlock.TypeOffset] == 'S' ? "the sparse file" : $"type `{(char)block[TarBlock.TypeOffset]}` of";
            throw new ArchiveException(
                $"`{_options.Source}` holds {what} `{Encoding.UTF8.GetString(path)}`, which tare does not read", "pack it again without that feature");
        }

        if (++_entries > _options.MaximumEntries)
        {
            throw Damaged($"holds more than {_options.MaximumEntries} entries");
        }

        var size = pax.Size ?? Number(TarBlock.ContentSize(block), "size");
        if (size is < 0 or > LargestContent)
        {
            throw Damaged($"gives `{Encoding.UTF8.GetString(path)}` an impossible size");
        }

        _remaining = kind == TarEntryKind.File ? size : 0;
        var modified = pax.Modified ?? (Number(TarBlock.Modified(block), "time"), 0);
        var isDevice = kind is TarEntryKind.CharacterDevice or TarEntryKind.BlockDevice;
        return _entry = new TarEntry
        {
            Path = path,
            Kind = kind.Value,
            LinkTarget = kind is TarEntryKind.HardLink or TarEntryKind.SymbolicLink ? pax.LinkTarget ?? TarBlock.LinkName(block).ToArray() : default,
            Mode = (int)Number(TarBlock.Mode(block), "mode") & 0xFFF,
            Uid = pax.Uid ?? Number(TarBlock.Uid(block), "uid"),
            Gid = pax.Gid ?? Number(TarBlock.Gid(block), "gid"),
            UserName = pax.UserName ?? Cached(ref _lastUser, TarBlock.UserName(block)),
            GroupName = pax.GroupName ?? Cached(ref _lastGroup, TarBlock.GroupName(block)),
            Size = _remaining,
            ModifiedSeconds = modified.Seconds,
            ModifiedNanoseconds = modified.Nanoseconds,
            DeviceMajor = isDevice ? (int)Number(TarBlock.DeviceMajor(block), "device number") : 0,
            DeviceMinor = isDevice ? (int)Number(TarBlock.DeviceMinor(block), "device number") : 0,
            Attributes = pax.Attributes,
            ContentOffset = _buffer.Position,
            HeaderBlocks = _options.KeepHeaderBlocks ? _headerBlocks.WrittenSpan.ToArray() : default,
        };
    }

    private static TarEntryKind? KindOf(ReadOnlySpan<byte> block, ReadOnlySpan<byte> path) => block[TarBlock.TypeOffset] switch
    {
        // Before POSIX a folder was a file whose name ends in a slash.
        0 or (byte)'0' or (byte)'7' => path.EndsWith((byte)'/') ? TarEntryKind.Folder : TarEntryKind.File,
        (byte)'1' => TarEntryKind.HardLink,
        (byte)'2' => TarEntryKind.SymbolicLink,
        (byte)'3' => TarEntryKind.CharacterDevice,
        (byte)'4' => TarEntryKind.BlockDevice,
        (byte)'5' => TarEntryKind.Folder,
        (byte)'6' => TarEntryKind.Fifo,
        _ => null,
    };

    private static byte[] JoinPrefix(ReadOnlySpan<byte> block)
    {
        var prefix = TarBlock.Prefix(block);
        return prefix.Length == 0 ? TarBlock.Name(block).ToArray() : [.. prefix, (byte)'/', .. TarBlock.Name(block)];
    }

    // The next header, or nothing at the end: two blocks of zeros, or simply no more bytes, as other readers take it.
    private ReadOnlySpan<byte> ReadHeader()
    {
        var offset = _buffer.Position;
        var block = _buffer.Take(TarBlock.Size);
        if (block.Length == TarBlock.Size && TarBlock.IsZero(block))
        {
            block = _buffer.Take(TarBlock.Size);
            return block.Length == 0 || TarBlock.IsZero(block) ? [] : throw Damaged($"has an empty header at byte {offset}");
        }

        if (block.Length is > 0 and < TarBlock.Size)
        {
            throw Damaged($"ends inside the header at byte {offset}");
        }

        if (block.Length > 0 && !TarBlock.HasValidChecksum(block))
        {
            throw Damaged($"has a header with a wrong checksum at byte {offset}");
        }

        if (_options.KeepHeaderBlocks)
        {
            _headerBlocks.Write(block);
        }

        return block;
    }

    private byte[] ReadExtension(ReadOnlySpan<byte> block)
    {
        var size = Number(TarBlock.ContentSize(block), "size");
        if (size is < 0 or > LongestHeader)
        {
            throw Damaged($"has an extended header of {size} bytes, more than the {LongestHeader} that are allowed");
        }

        var content = new byte[(int)size + TarBlock.Padding(size)];
        for (var filled = 0; filled < content.Length;)
        {
            var read = _buffer.Read(content.AsSpan(filled));
            filled += read > 0 ? read : throw Damaged("ends inside an extended header");
        }

        if (_options.KeepHeaderBlocks)
        {
            _headerBlocks.Write(content);
        }

        return content.Length == size ? content : content[..(int)size];
    }

    private void TakeRecords(PaxHeader header, byte[] records)
    {
        if (!header.TryTake(records))
        {
            throw Damaged("has a malformed pax header");
        }
    }

    private static byte[] Terminated(byte[] text)
    {
        var end = Array.IndexOf(text, (byte)0);
        return end < 0 ? text : text[..end];
    }

    private static string Cached(ref string last, ReadOnlySpan<byte> text)
    {
        if (!Ascii.Equals(text, last))
        {
            last = Encoding.UTF8.GetString(text);
        }

        return last;
    }

    private long Number(ReadOnlySpan<byte> field, string name) =>
        TarNumber.TryRead(field, out var value) ? value : throw Damaged($"has a malformed {name} in the header before byte {_buffer.Position}");

    private int Passed(int read, int wanted)
    {
        if (read == 0 && wanted > 0 && _remaining > 0)
        {
            throw Damaged($"ends inside `{_entry!.PathText}`");
        }

        _remaining -= read;
        return read;
    }

    private void SkipContent()
    {
        if (_entry is null)
        {
            return;
        }

        if (!_buffer.Skip(_remaining + TarBlock.Padding(_entry.Size)))
        {
            throw Damaged($"ends inside `{_entry.PathText}`");
        }

        (_entry, _remaining) = (null, 0);
    }

    private ArchiveException Damaged(string what) =>
        new($"`{_options.Source}` {what}", "the archive is damaged or was cut off; get it again");
}
