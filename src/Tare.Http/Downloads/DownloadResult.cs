using Tare.Primitives;

namespace Tare.Http.Downloads;

/// <summary>A file that was fetched.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Url">The mirror that served it.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Sha256">Its digest, taken while it was written.</param>
public sealed record DownloadResult(string Path, Uri Url, long Size, Digest Sha256);
