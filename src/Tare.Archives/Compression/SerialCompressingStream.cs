using System.Security.Cryptography;
using Tare.Primitives.Hashing;

namespace Tare.Archives.Compression;

/// <summary>Any encoder between two digests.</summary>
internal sealed class SerialCompressingStream : CompressingStream
{
    private readonly HashingStream _compressed;
    private readonly Stream _encoder;
    private readonly HashingStream _uncompressed;
    private CompressionResult? _result;

    internal SerialCompressingStream(Stream output, Func<Stream, Stream> encoder, CompressionOptions options)
    {
        _compressed = new HashingStream(output, HashAlgorithmName.SHA256, options.LeaveOpen);
        _encoder = encoder(_compressed);
        _uncompressed = new HashingStream(_encoder, HashAlgorithmName.SHA256, leaveOpen: true);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_result is not null, this);
        _uncompressed.Write(buffer);
    }

    public override CompressionResult Finish()
    {
        if (_result is null)
        {
            if (_encoder != _compressed)
            {
                _encoder.Dispose();
            }

            _compressed.Flush();
            _result = new CompressionResult(_compressed.Digest, _compressed.Count, _uncompressed.Digest, _uncompressed.Count);
        }

        return _result;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _uncompressed.Dispose();
            _compressed.Dispose();
        }

        base.Dispose(disposing);
    }
}
