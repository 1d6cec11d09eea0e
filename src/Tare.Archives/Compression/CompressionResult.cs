using Tare.Primitives;

namespace Tare.Archives.Compression;

/// <summary>What a compressing stream made, both sides of it: an image layer's digest and size, and its diff id.</summary>
/// <param name="Digest">SHA-256 of the compressed bytes.</param>
/// <param name="Size">Compressed bytes.</param>
/// <param name="UncompressedDigest">SHA-256 of the bytes that went in.</param>
/// <param name="UncompressedSize">Bytes that went in.</param>
public sealed record CompressionResult(Digest Digest, long Size, Digest UncompressedDigest, long UncompressedSize);
