namespace Tare.Archives.Packages;

/// <summary>How a package is written. The number of threads never changes the bytes.</summary>
public sealed record PackageWriterOptions
{
    /// <summary>The compression's own level; null for conda's usual ones, zstd 19 and bzip2 9.</summary>
    public int? Level { get; init; }

    /// <summary>Threads that compress.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
