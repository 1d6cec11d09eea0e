using System.IO.Compression;

namespace Tare.Oci.Layers;

/// <summary>Finds out how a layer is packed, by its first bytes: the media type of a layer is often wrong.</summary>
internal static class LayerDecoder
{
    internal static LayerCompression Sniff(ReadOnlySpan<byte> start) =>
        start is [0x1f, 0x8b, ..] ? LayerCompression.Gzip
        : start is [0x28, 0xb5, 0x2f, 0xfd, ..] or [>= 0x50 and <= 0x5f, 0x2a, 0x4d, 0x18, ..] ? LayerCompression.Zstd
        : LayerCompression.None;

    /// <summary>The tar inside <paramref name="blob"/>, which the result owns.</summary>
    internal static async ValueTask<Stream> OpenAsync(Stream blob, CancellationToken stop)
    {
        var start = new byte[4];
        var read = await blob.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop);
        var whole = new PrefixedStream(start.AsMemory(0, read), blob);
        return Sniff(start.AsSpan(0, read)) switch
        {
            LayerCompression.Gzip => new GZipStream(whole, CompressionMode.Decompress),
            LayerCompression.Zstd => new ZstdSharp.DecompressionStream(whole, bufferSize: 0, checkEndOfStream: true, leaveOpen: false),
            _ => whole,
        };
    }
}
