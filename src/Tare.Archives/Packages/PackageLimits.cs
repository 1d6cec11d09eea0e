namespace Tare.Archives.Packages;

/// <summary>How much a package may ask for before it is taken for a bomb.</summary>
public sealed record PackageLimits
{
    /// <summary>Bytes of all its parts, unpacked.</summary>
    public long UncompressedSize { get; init; } = 100_000_000_000;

    /// <summary>Files, links and folders.</summary>
    public long Entries { get; init; } = 2_000_000;

    /// <summary>Unpacked bytes for each packed one, counted from <see cref="RatioFloor"/> on.</summary>
    public int Ratio { get; init; } = 1000;

    /// <summary>Unpacked bytes that are fine at any ratio.</summary>
    public long RatioFloor { get; init; } = 256_000_000;

    /// <summary>Bytes of one file of <c>info/</c> that is read into memory.</summary>
    public int InfoFileSize { get; init; } = 256 << 20;
}
