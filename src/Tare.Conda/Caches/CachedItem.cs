namespace Tare.Conda.Caches;

/// <summary>One thing in a cache that is removed or kept as a whole, and what a walk through it found.</summary>
public sealed record CachedItem
{
    /// <summary>What it is.</summary>
    public required CachedItemKind Kind { get; init; }

    /// <summary>How it is removed.</summary>
    public required ItemShape Shape { get; init; }

    /// <summary>The folder it lies in, as configured.</summary>
    public required string Cache { get; init; }

    /// <summary>Its path below <see cref="Cache"/>; one name but in mamba's nested layout.</summary>
    public required string Name { get; init; }

    /// <summary>The whole path.</summary>
    public string Path => System.IO.Path.Join(Cache, Name);

    /// <summary>Bytes of all its names, each counted (as conda counts).</summary>
    public long Size { get; init; }

    /// <summary>Bytes of the files that have no name outside it: what goes for good when it is removed alone.</summary>
    public long OwnBytes { get; init; }

    /// <summary>How many names it holds that are not folders.</summary>
    public int Files { get; init; }

    /// <summary>How many of its files have names outside it.</summary>
    public int SharedFiles { get; init; }

    /// <summary>The files with names outside it, where the scan was told to remember them; else empty.</summary>
    public IReadOnlyList<SharedInode> Shared { get; init; } = [];

    /// <summary>
    /// The path, below the thing, of its first file outside <c>info/</c> in the order of names: what an installation links first. Null
    /// where there is none.
    /// </summary>
    public string? FirstFile { get; init; }

    /// <summary>The names in it, where the scan was told to remember them and they are not too many; else null.</summary>
    internal FolderNames? Names { get; init; }

    /// <summary>When something in it was last read or changed, as far as the file system records it, in seconds since 1970.</summary>
    public long LastUsed { get; init; }

    /// <summary>What could not be looked at; the rest of the facts is incomplete then.</summary>
    public IReadOnlyList<UnreadablePath> Unreadable { get; init; } = [];

    /// <summary>A path in it that chattr protects, or whose folder this user may not change; null where none.</summary>
    public UnreadablePath? Protected { get; init; }
}
