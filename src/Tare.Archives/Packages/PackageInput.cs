using System.Security.Cryptography;
using Tare.Primitives;

namespace Tare.Archives.Packages;

/// <summary>The archive's bytes as they pass: counted and hashed once, and counted again where they come out of the decoders.</summary>
internal sealed class PackageInput : ForwardStream
{
    private readonly Stream _inner;
    private readonly string _source;
    private readonly PackageReaderOptions _options;
    private readonly IncrementalHash? _sha256;
    private readonly IncrementalHash? _md5;
    private long _size;

    internal PackageInput(Stream inner, string source, PackageReaderOptions options)
    {
        _inner = inner;
        _source = source;
        _options = options;
        _sha256 = options.TakeSha256 || options.Sha256 is not null ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        _md5 = options.TakeMd5 || options.Md5 is not null ? IncrementalHash.CreateHash(HashAlgorithmName.MD5) : null;
    }

    internal long UncompressedSize { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = _inner.Read(buffer);
        _sha256?.AppendData(buffer[..read]);
        _md5?.AppendData(buffer[..read]);
        _size += read;
        if (_size > _options.Size)
        {
            throw new ArchiveException($"`{_source}` is longer than the {_options.Size} bytes that its channel gives", "get it again");
        }

        return read;
    }

    /// <summary>Puts the guard against bombs around a decoder.</summary>
    internal Stream Guard(Stream decoded) => new CountingStream(decoded, Count);

    /// <summary>Reads what is left and compares with what was expected.</summary>
    internal PackageArchive Finish(long entries)
    {
        var buffer = new byte[64 * 1024];
        while (Read(buffer) > 0)
        {
        }

        Digest? sha256 = _sha256 is null ? null : new Digest(_sha256.GetHashAndReset());
        var md5 = _md5 is null ? null : Convert.ToHexStringLower(_md5.GetHashAndReset());
        if (_options.Size is { } size && size != _size)
        {
            throw Mismatch("size", $"{size}", $"{_size}");
        }

        if (_options.Sha256 is { } expected && expected != sha256)
        {
            throw Mismatch("SHA-256", expected.Hex, sha256?.Hex ?? "");
        }

        return _options.Md5 is { } other && other != md5
            ? throw Mismatch("MD5", other, md5 ?? "")
            : new PackageArchive(sha256, md5, _size, UncompressedSize, entries);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
            _sha256?.Dispose();
            _md5?.Dispose();
        }

        base.Dispose(disposing);
    }

    private ArchiveException Mismatch(string what, string expected, string found) =>
        new($"`{_source}` has the {what} {found}, its channel says {expected}", "it was changed on the way; get it again");

    private void Count(int read)
    {
        UncompressedSize += read;
        var limits = _options.Limits;
        if (UncompressedSize > limits.UncompressedSize)
        {
            throw new ArchiveException($"`{_source}` unpacks to more than {new ByteSize(limits.UncompressedSize)}, so it is not unpacked");
        }

        if (UncompressedSize > limits.RatioFloor && UncompressedSize / limits.Ratio > _size)
        {
            throw new ArchiveException($"`{_source}` unpacks to more than {limits.Ratio} times its size, so it is not unpacked");
        }
    }
}
