using System.Buffers.Binary;

namespace Tare.Archives.Zip;

/// <summary>
/// Reads a zip archive from front to back, as it arrives. The directory at the end is read too and must name exactly the members
/// that were found: so a cut is noticed, and nobody is shown one archive while another program sees a different one.
/// </summary>
/// <param name="stream">The archive; it stays open.</param>
/// <param name="source">Its path or URL, for messages.</param>
/// <param name="directory">
/// The members that the directory gives, asked for only when a member's header does not say how long the member is, as archives
/// written to a pipe have it; null where the directory cannot be had beforehand.
/// </param>
public sealed class ZipReader(Stream stream, string source, Func<ZipDirectory>? directory = null) : IDisposable
{
    private readonly Dictionary<long, ZipMember> _members = [];
    private readonly CountedStream _input = new(stream);
    private ZipContent? _content;
    private ZipMember? _ahead;
    private bool _skipDescriptor;
    private bool _ended;

    /// <summary>The next member, or null when the archive has been read to its very end.</summary>
    public ZipMember? Next()
    {
        FinishContent();
        if (_ended)
        {
            return null;
        }

        var offset = _input.Position;
        Span<byte> header = stackalloc byte[ZipFormat.LocalHeaderLength];
        ReadExactly(header[..4]);
        var signature = BinaryPrimitives.ReadUInt32LittleEndian(header);
        if (signature != ZipFormat.LocalHeader)
        {
            ReadDirectory(signature);
            _ended = true;
            return null;
        }

        ReadExactly(header[4..]);
        var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header[26..])];
        var extra = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header[28..])];
        ReadExactly(name);
        ReadExactly(extra);
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
        var member = ZipFormat.Local(header, name, extra, offset) ?? throw Damaged("has a damaged header");
        if ((flags & ZipFormat.EncryptedFlag) != 0)
        {
            throw new ArchiveException($"`{source}` holds `{member.Name}` encrypted, which tare does not read");
        }

        if ((flags & ZipFormat.DescriptorFlag) != 0)
        {
            member = FromDirectory(member);
        }

        _members.Add(offset, member);
        _content = ZipContent.Open(_input, member, source);
        return member;
    }

    /// <summary>The current member's content.</summary>
    public Stream OpenContent() => _content ?? throw new InvalidOperationException("no member is open");

    /// <inheritdoc/>
    public void Dispose() => _input.Dispose();

    private void FinishContent()
    {
        if (_content is null)
        {
            return;
        }

        var buffer = new byte[32 * 1024];
        while (_content.Read(buffer) > 0)
        {
        }

        _content = null;
        if (_ahead is not null)
        {
            // Between this member and the next there is nothing but the descriptor.
            var next = _ahead.HeaderOffset;
            _ahead = null;
            if (next - _input.Position is < 0 or > 24)
            {
                throw Damaged("has members that overlap or are apart");
            }

            ReadExactly(buffer.AsSpan(0, (int)(next - _input.Position)));
        }
    }

    private ZipMember FromDirectory(ZipMember local)
    {
        var members = directory?.Invoke().Members ?? throw new ArchiveException(
            $"`{source}` does not say beforehand how long `{local.Name}` is", "save it to a file first and give the file");
        var following = members.Where(m => m.HeaderOffset > local.HeaderOffset).MinBy(m => m.HeaderOffset);
        var found = members.FirstOrDefault(m => m.HeaderOffset == local.HeaderOffset && m.Name == local.Name && m.Method == local.Method)
            ?? throw Damaged($"does not name `{local.Name}` in its directory");

        // Behind the last member comes the directory, whose place is known only by its signature.
        _ahead = following;
        _skipDescriptor = following is null;
        return found;
    }

    private void ReadDirectory(uint signature)
    {
        if (_skipDescriptor && signature != ZipFormat.CentralHeader)
        {
            signature = SkipDescriptor(signature);
        }

        var listed = 0;
        for (; signature == ZipFormat.CentralHeader; signature = ReadSignature())
        {
            var header = new byte[ZipFormat.CentralHeaderLength];
            ReadExactly(header.AsSpan(4));
            var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28))];
            var extra = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30))];
            ReadExactly(name);
            ReadExactly(extra);
            ReadExactly(new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(32))]);
            listed++;
            var member = ZipFormat.Central(header, name, extra);
            if (member is null || _members.GetValueOrDefault(member.HeaderOffset) != member)
            {
                throw Damaged("has a directory that does not fit its members");
            }
        }

        if (listed != _members.Count)
        {
            throw Damaged($"lists {listed} members in its directory and has {_members.Count}");
        }

        ReadEnd(signature);
    }

    private void ReadEnd(uint signature)
    {
        if (signature == ZipFormat.End64)
        {
            Span<byte> rest = stackalloc byte[ZipFormat.End64Length - 4];
            ReadExactly(rest);
            var more = BinaryPrimitives.ReadInt64LittleEndian(rest) - (ZipFormat.End64Length - 12);
            if (more is < 0 or > 65536)
            {
                throw Damaged("has a damaged end");
            }

            ReadExactly(new byte[more]);
            signature = ReadSignature();
        }

        if (signature == ZipFormat.Locator64)
        {
            ReadExactly(new byte[ZipFormat.Locator64Length - 4]);
            signature = ReadSignature();
        }

        if (signature != ZipFormat.End)
        {
            throw Damaged(_members.Count == 0 ? "is not a zip archive" : "has a damaged end");
        }

        Span<byte> end = stackalloc byte[ZipFormat.EndLength - 4];
        ReadExactly(end);
        ReadExactly(new byte[BinaryPrimitives.ReadUInt16LittleEndian(end[16..])]);
    }

    private uint ReadSignature()
    {
        Span<byte> bytes = stackalloc byte[4];
        ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    // 12 to 24 bytes, with or without a signature of its own (APPNOTE.TXT 4.3.9).
    private uint SkipDescriptor(uint first)
    {
        var window = first;
        Span<byte> next = stackalloc byte[1];
        for (var skipped = 0; skipped < 24 && window != ZipFormat.CentralHeader; skipped++)
        {
            ReadExactly(next);
            window = (window >> 8) | ((uint)next[0] << 24);
        }

        return window;
    }

    private void ReadExactly(Span<byte> buffer)
    {
        if (_input.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw Damaged(_input.Position == 0 ? "is empty" : "ends too early");
        }
    }

    private ArchiveException Damaged(string what) => new($"`{source}` {what}", "the archive is damaged or was cut off; get it again");

    private sealed class CountedStream(Stream inner) : ForwardStream
    {
        private long _position;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            _position += read;
            return read;
        }
    }
}
