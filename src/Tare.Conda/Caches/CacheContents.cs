namespace Tare.Conda.Caches;

/// <summary>One cache as a walk found it.</summary>
/// <param name="Path">Where, as configured.</param>
/// <param name="Items">What is in it, ordered by name.</param>
public sealed record CacheContents(string Path, IReadOnlyList<CachedItem> Items)
{
    /// <summary>The folder itself must stay: it is the root of a mount, or its path is a symbolic link.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Why this user cannot remove anything from it; null where nothing speaks against it.</summary>
    public UnreadablePath? Obstacle { get; init; }

    /// <summary>Why it could not be read; null where it could.</summary>
    public UnreadablePath? Problem { get; init; }

    /// <summary>It has the marks of a package cache: urls.txt, or a package, or the archive of one.</summary>
    public bool IsRecognized => Items.Count == 0
        || Items.Any(i => i.Kind is CachedItemKind.Bookkeeping or CachedItemKind.Archive or CachedItemKind.Package or CachedItemKind.Partial);
}
