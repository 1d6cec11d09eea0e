using Tare.Archives.Compression.Bzip2;
using Tare.Archives.Compression.Deflate;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Tare.Archives.Compression;

/// <summary>
/// The one door to compressed bytes: it tells the format by its first bytes, never by a name, and turns every decoder's failure
/// into an <see cref="ArchiveException"/> that names the source. Truncated input is a failure too.
/// </summary>
public static class Decompression
{
    /// <summary>As many bytes as <see cref="Sniff"/> wants to see.</summary>
    public const int SniffLength = 4;

    // 128 MiB: what the zstd command itself accepts without being told otherwise.
    private const int LargestZstdWindowLog = 27;

    /// <summary>The format that the first bytes announce; <see cref="CompressionFormat.None"/> for anything unknown.</summary>
    public static CompressionFormat Sniff(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            return CompressionFormat.Gzip;
        }

        if (head.Length >= 4 && head[1..4].SequenceEqual((ReadOnlySpan<byte>)[0xb5, 0x2f, 0xfd]) && head[0] == 0x28)
        {
            return CompressionFormat.Zstandard;
        }

        if (head.Length >= 4 && (head[0] & 0xf0) == 0x50 && head[1..4].SequenceEqual((ReadOnlySpan<byte>)[0x2a, 0x4d, 0x18]))
        {
            return CompressionFormat.Zstandard;
        }

        return head.Length >= 4 && head.StartsWith("BZh"u8) && head[3] is >= (byte)'1' and <= (byte)'9'
            ? CompressionFormat.Bzip2
            : CompressionFormat.None;
    }

    /// <summary>Opens a stream of whichever format its first bytes announce; <paramref name="source"/> is its path or URL.</summary>
    public static Stream Open(Stream compressed, string source) => Open(compressed, source, out _);

    /// <summary>As <see cref="Open(Stream, string)"/>, with so many threads where the format lends itself to it (bzip2).</summary>
    public static Stream Open(Stream compressed, string source, int threads)
    {
        var peeked = new PeekedStream(compressed, SniffLength);
        return Open(peeked, Sniff(peeked.Head), source, threads);
    }

    /// <summary>As <see cref="Open(Stream, string)"/>, and says which format it was.</summary>
    public static Stream Open(Stream compressed, string source, out CompressionFormat format)
    {
        var peeked = new PeekedStream(compressed, SniffLength);
        format = Sniff(peeked.Head);
        return Open(peeked, format, source);
    }

    /// <summary>Opens a stream of a known format.</summary>
    public static Stream Open(Stream compressed, CompressionFormat format, string source) =>
        Open(compressed, format, source, Environment.ProcessorCount);

    private static Stream Open(Stream compressed, CompressionFormat format, string source, int threads) => format switch
    {
        CompressionFormat.Gzip => new GuardedStream(new GzipDecodingStream(compressed), source, "gzip"),
        CompressionFormat.Zstandard => new GuardedStream(OpenZstandard(compressed), source, "zstd"),
        CompressionFormat.Bzip2 => new GuardedStream(new Bzip2DecodingStream(compressed, threads), source, "bzip2"),
        _ => compressed,
    };

    private static DecompressionStream OpenZstandard(Stream compressed)
    {
        var stream = new DecompressionStream(compressed, bufferSize: 128 * 1024, checkEndOfStream: true, leaveOpen: false);
        stream.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, LargestZstdWindowLog);
        return stream;
    }
}
