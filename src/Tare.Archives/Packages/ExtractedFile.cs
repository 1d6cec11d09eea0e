using Tare.Archives.Tar;
using Tare.Primitives;

namespace Tare.Archives.Packages;

/// <summary>A name that was unpacked.</summary>
/// <param name="Path">From the package's root.</param>
/// <param name="Kind">File, HardLink or SymbolicLink.</param>
/// <param name="Size">Bytes; of a hard link, those of its file.</param>
/// <param name="Sha256">Of the content as written; nothing for a symbolic link.</param>
public readonly record struct ExtractedFile(string Path, TarEntryKind Kind, long Size, Digest Sha256);
