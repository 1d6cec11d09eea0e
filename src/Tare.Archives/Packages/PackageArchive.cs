using Tare.Primitives;

namespace Tare.Archives.Packages;

/// <summary>The archive as a whole, known when all of it has been read.</summary>
/// <param name="Sha256">SHA-256 of the archive, where it was asked for.</param>
/// <param name="Md5">MD5 of the archive, 32 hex digits, where it was asked for.</param>
/// <param name="Size">Bytes of the archive.</param>
/// <param name="UncompressedSize">Bytes of the tar archives inside.</param>
/// <param name="Entries">Names inside.</param>
public sealed record PackageArchive(Digest? Sha256, string? Md5, long Size, long UncompressedSize, long Entries);
