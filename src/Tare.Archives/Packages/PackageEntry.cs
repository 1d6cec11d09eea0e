using System.Text;
using Tare.Archives.Tar;

namespace Tare.Archives.Packages;

/// <summary>One name in a package. Only files, links and folders get this far; everything else is refused.</summary>
public sealed record PackageEntry
{
    /// <summary>The path from the package's root: no leading slash, no <c>.</c>, no <c>..</c>, no slash at the end.</summary>
    public required ReadOnlyMemory<byte> Path { get; init; }

    /// <summary>File, HardLink, SymbolicLink or Folder.</summary>
    public required TarEntryKind Kind { get; init; }

    /// <summary>The nine permission bits; setuid, setgid and sticky are taken off, as conda does.</summary>
    public required int Permissions { get; init; }

    /// <summary>A symbolic link's target as it stands, or the path in the package that a hard link repeats.</summary>
    public ReadOnlyMemory<byte> LinkTarget { get; init; }

    /// <summary>Bytes of content.</summary>
    public long Size { get; init; }

    /// <summary>The time of the last change, which compiled Python files refer to.</summary>
    public long ModifiedSeconds { get; init; }

    /// <summary><see cref="Path"/> as text.</summary>
    public string PathText => Encoding.UTF8.GetString(Path.Span);

    /// <summary><see cref="LinkTarget"/> as text.</summary>
    public string LinkTargetText => Encoding.UTF8.GetString(LinkTarget.Span);

    /// <summary>The entry lies in the package's <c>info</c> folder.</summary>
    public bool IsInfo => Path.Span.StartsWith("info/"u8) || Path.Span.SequenceEqual("info"u8);
}
