using Tare.Archives.Compression;

namespace Tare.Oci.Layers;

/// <summary>Finds out how a layer is packed, by its first bytes: the media type of a layer is often wrong.</summary>
internal static class LayerDecoder
{
    internal static LayerCompression Sniff(ReadOnlySpan<byte> start) => Decompression.Sniff(start) switch
    {
        CompressionFormat.Gzip => LayerCompression.Gzip,
        CompressionFormat.Zstandard => LayerCompression.Zstd,
        _ => LayerCompression.None,
    };

    internal static string MediaTypeOf(LayerCompression compression) => compression switch
    {
        LayerCompression.Gzip => MediaTypes.OciLayerGzip,
        LayerCompression.Zstd => MediaTypes.OciLayerZstd,
        _ => MediaTypes.OciLayer,
    };

    /// <summary>The tar inside <paramref name="blob"/>, which the result owns.</summary>
    internal static async ValueTask<Stream> OpenAsync(Stream blob, string source, CancellationToken stop)
    {
        var start = new byte[Decompression.SniffLength];
        var read = await blob.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop);
        var format = Sniff(start.AsSpan(0, read)) switch
        {
            LayerCompression.Gzip => CompressionFormat.Gzip,
            LayerCompression.Zstd => CompressionFormat.Zstandard,
            _ => CompressionFormat.None,
        };
        return Decompression.Open(new PrefixedStream(start.AsMemory(0, read), blob), format, source);
    }
}
