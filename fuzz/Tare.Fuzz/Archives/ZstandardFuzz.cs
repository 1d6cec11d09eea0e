using Tare.Archives.Compression;

namespace Tare.Fuzz.Archives;

/// <summary>The zstd decoder.</summary>
internal static class ZstandardFuzz
{
    internal static readonly FuzzTarget Target = new("zstd", input => Seeds.Drain(input), () => Seeds.CompressedSamples(CompressionFormat.Zstandard));
}
