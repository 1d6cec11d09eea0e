namespace Tare.Archives.Compression;

/// <summary>How bytes are compressed. The number of threads never changes the bytes.</summary>
public sealed record CompressionOptions
{
    /// <summary>The format's own level, or null for its usual one: gzip 4 (1 to 12), zstd 3 (1 to 22), bzip2 9 (1 to 9).</summary>
    public int? Level { get; init; }

    /// <summary>Threads that compress beside the one that writes.</summary>
    public int Threads { get; init; } = Math.Min(Environment.ProcessorCount, 8);

    /// <summary>The output stays open when the compressing stream is disposed.</summary>
    public bool LeaveOpen { get; init; }
}
