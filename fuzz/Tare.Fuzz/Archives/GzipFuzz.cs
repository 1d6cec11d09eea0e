using Tare.Archives.Compression;

namespace Tare.Fuzz.Archives;

/// <summary>The gzip decoder.</summary>
internal static class GzipFuzz
{
    internal static readonly FuzzTarget Target = new("gzip", input => Seeds.Drain(input), () => Seeds.CompressedSamples(CompressionFormat.Gzip));
}
