using System.Security.Cryptography;
using ICSharpCode.SharpZipLib.BZip2;
using Tare.Archives.Compression.Deflate;
using Tare.Primitives;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Tare.Archives.Compression;

/// <summary>
/// Compresses what is written to it and takes the digests of both sides on the way. The same input and level give the same output.
/// <see cref="Finish"/> ends the data; a stream that is only disposed leaves the output incomplete, so that it is not mistaken for whole.
/// </summary>
public abstract class CompressingStream : Stream
{
    /// <summary>A stream that writes the format given to <paramref name="output"/>.</summary>
    public static CompressingStream Create(Stream output, CompressionFormat format, CompressionOptions? options = null)
    {
        options ??= new CompressionOptions();
        return format switch
        {
            CompressionFormat.Gzip => new ParallelGzipStream(output, options),
            CompressionFormat.Zstandard => new SerialCompressingStream(output, s => Zstandard(s, options), options),
            CompressionFormat.Bzip2 => new SerialCompressingStream(output, s => new BZip2OutputStream(s, options.Level ?? 9) { IsStreamOwner = false }, options),
            _ => new SerialCompressingStream(output, s => s, options),
        };
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Ends the compressed data and flushes the output. Nothing can be written after it.</summary>
    public abstract CompressionResult Finish();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private protected static Digest DigestOf(IncrementalHash hash)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetCurrentHash(bytes);
        return new Digest(bytes);
    }

    private static CompressionStream Zstandard(Stream output, CompressionOptions options)
    {
        var stream = new CompressionStream(output, options.Level ?? 3, bufferSize: 128 * 1024, leaveOpen: true);
        stream.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);

        // With at least one worker the data is cut into jobs of a fixed size, so more workers give the same bytes; with none it is not.
        stream.SetParameter(ZSTD_cParameter.ZSTD_c_nbWorkers, Math.Max(options.Threads, 1));
        return stream;
    }
}
