using Tare.Primitives;

namespace Tare.Archives.Packages;

/// <summary>What a package is expected to be, and how much it may ask for.</summary>
public sealed record PackageReaderOptions
{
    /// <summary>The archive's SHA-256 according to its channel.</summary>
    public Digest? Sha256 { get; init; }

    /// <summary>The archive's MD5 according to its channel, 32 lower-case hex digits.</summary>
    public string? Md5 { get; init; }

    /// <summary>The archive's size according to its channel.</summary>
    public long? Size { get; init; }

    /// <summary>MD5 is taken even where none is expected; it costs about as much as reading the archive.</summary>
    public bool TakeMd5 { get; init; }

    /// <summary>The archive's SHA-256 is taken even where none is expected. Without it the files are hashed, and the archive is not.</summary>
    public bool TakeSha256 { get; init; } = true;

    /// <summary>The bounds of what is believed.</summary>
    public PackageLimits Limits { get; init; } = new();

    /// <summary>Threads that decode bzip2 blocks beside the one that reads.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
