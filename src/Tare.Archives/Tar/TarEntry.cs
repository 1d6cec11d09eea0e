using System.Text;

namespace Tare.Archives.Tar;

/// <summary>
/// One entry of a tar archive: what <see cref="TarReader"/> found and what <see cref="TarWriter"/> writes. Names are bytes, since
/// file names need not be UTF-8; they stand here exactly as in the archive, so a folder may or may not end in a slash.
/// </summary>
public sealed record TarEntry
{
    /// <summary>The name with its folders, without NUL.</summary>
    public required ReadOnlyMemory<byte> Path { get; init; }

    /// <summary>What the entry is.</summary>
    public TarEntryKind Kind { get; init; }

    /// <summary>Where a symbolic link points, or the path in the archive that a hard link repeats; else empty.</summary>
    public ReadOnlyMemory<byte> LinkTarget { get; init; }

    /// <summary>The twelve permission bits: setuid, setgid, sticky and rwx for owner, group and others.</summary>
    public int Mode { get; init; } = 0x1A4; // rw-r--r--

    /// <summary>The owner's number.</summary>
    public long Uid { get; init; }

    /// <summary>The group's number.</summary>
    public long Gid { get; init; }

    /// <summary>The owner's name, or empty.</summary>
    public string UserName { get; init; } = "";

    /// <summary>The group's name, or empty.</summary>
    public string GroupName { get; init; } = "";

    /// <summary>Bytes of content; 0 for all but files.</summary>
    public long Size { get; init; }

    /// <summary>The time of the last change, in whole seconds since 1970.</summary>
    public long ModifiedSeconds { get; init; }

    /// <summary>The part of a second behind <see cref="ModifiedSeconds"/>, in nanoseconds.</summary>
    public int ModifiedNanoseconds { get; init; }

    /// <summary>The device's major number.</summary>
    public int DeviceMajor { get; init; }

    /// <summary>The device's minor number.</summary>
    public int DeviceMinor { get; init; }

    /// <summary>Extended attributes, in the archive's order.</summary>
    public IReadOnlyList<TarAttribute> Attributes { get; init; } = [];

    /// <summary>Where the content starts in the archive.</summary>
    public long ContentOffset { get; init; }

    /// <summary>The header blocks as they were, if <see cref="TarReaderOptions.KeepHeaderBlocks"/> asked for them.</summary>
    public ReadOnlyMemory<byte> HeaderBlocks { get; init; }

    /// <summary><see cref="Path"/> for people; bytes that are not UTF-8 become replacement characters.</summary>
    public string PathText => Encoding.UTF8.GetString(Path.Span);

    /// <summary><see cref="LinkTarget"/> for people.</summary>
    public string LinkTargetText => Encoding.UTF8.GetString(LinkTarget.Span);

    /// <inheritdoc/>
    public override string ToString() => LinkTarget.IsEmpty ? $"{Kind} {PathText}" : $"{Kind} {PathText} -> {LinkTargetText}";
}
