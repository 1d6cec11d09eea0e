using Tare.Primitives;

namespace Tare.Http.Downloads;

/// <summary>What is known of a file before it is fetched. The strongest hash that is known decides.</summary>
public sealed record ExpectedContent
{
    /// <summary>Nothing is known.</summary>
    public static ExpectedContent Unknown { get; } = new();

    /// <summary>SHA-256.</summary>
    public Digest? Sha256 { get; init; }

    /// <summary>MD5, 32 lower-case hex digits; used where nothing stronger is known.</summary>
    public string? Md5 { get; init; }

    /// <summary>Length in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>A hash is known, so that parts of several attempts may be joined without the server's word.</summary>
    public bool HasHash => Sha256 is not null || Md5 is not null;
}
