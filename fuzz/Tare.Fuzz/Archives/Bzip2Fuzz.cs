using Tare.Archives.Compression;

namespace Tare.Fuzz.Archives;

/// <summary>The bzip2 decoder.</summary>
internal static class Bzip2Fuzz
{
    internal static readonly FuzzTarget Target = new("bzip2", input => Seeds.Drain(input), () => Seeds.CompressedSamples(CompressionFormat.Bzip2));
}
