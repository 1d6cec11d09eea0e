namespace Tare.Archives.Compression;

/// <summary>How a stream of bytes is compressed.</summary>
public enum CompressionFormat
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip, one member or several (RFC 1952).</summary>
    Gzip,

    /// <summary>zstd frames, skippable ones among them (RFC 8878).</summary>
    Zstandard,

    /// <summary>bzip2, one stream or several.</summary>
    Bzip2,
}
