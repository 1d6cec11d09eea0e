using System.IO.Compression;
using System.IO.Hashing;

namespace Tare.Archives.Zip;

/// <summary>The content of a member, its length and checksum verified when it has been read to its end.</summary>
internal sealed class ZipContent : ForwardStream
{
    private readonly Stream _content;
    private readonly ZipMember _member;
    private readonly string _source;
    private readonly Crc32 _crc = new();
    private long _read;

    private ZipContent(Stream content, ZipMember member, string source)
    {
        _content = content;
        _member = member;
        _source = source;
    }

    /// <summary>The content that starts where the stream stands. The stream stays open.</summary>
    internal static ZipContent Open(Stream archive, ZipMember member, string source)
    {
        var stored = new SliceStream(archive, member.CompressedSize);
        return member.Method switch
        {
            ZipMember.Stored when member.Size == member.CompressedSize => new ZipContent(stored, member, source),
            ZipMember.Deflated => new ZipContent(new DeflateStream(stored, CompressionMode.Decompress), member, source),
            _ => throw new ArchiveException(
                $"`{source}` holds `{member.Name}` compressed with method {member.Method}, which tare does not read", "pack it again with stored members"),
        };
    }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0)
        {
            return 0;
        }

        try
        {
            var read = _content.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(_member.Size - _read, 1))]);
            _crc.Append(buffer[..read]);
            _read += read;
            if (read == 0 ? _read != _member.Size : _read > _member.Size)
            {
                throw Damaged("has not the length that the archive gives");
            }

            if (read == 0 && _crc.GetCurrentHashAsUInt32() != _member.Crc)
            {
                throw Damaged("has a wrong checksum");
            }

            return read;
        }
        catch (InvalidDataException)
        {
            throw Damaged("holds damaged deflate data");
        }
    }

    private ArchiveException Damaged(string what) => new($"`{_member.Name}` in `{_source}` {what}", "the archive is damaged or was cut off; get it again");
}
