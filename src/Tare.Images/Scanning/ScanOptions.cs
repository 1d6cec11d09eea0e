namespace Tare.Images.Scanning;

/// <summary>What is taken from the layers beside their entries.</summary>
public sealed record ScanOptions
{
    /// <summary>Who looks at contents, or null.</summary>
    public IContentReader? Reader { get; init; }

    /// <summary>Files at least this long get a fingerprint, by which the same library is recognised twice.</summary>
    public long FingerprintFrom { get; init; } = 1 << 20;

    /// <summary>Take the SHA-256 of every file, for proofs.</summary>
    public bool HashContent { get; init; }

    /// <summary>Layers that are read side by side.</summary>
    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);
}
