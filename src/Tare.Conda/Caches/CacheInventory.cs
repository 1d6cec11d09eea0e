namespace Tare.Conda.Caches;

/// <summary>Everything one walk found.</summary>
public sealed record CacheInventory
{
    /// <summary>The package caches that exist, in the order asked for; the same folder once.</summary>
    public required IReadOnlyList<CacheContents> Caches { get; init; }

    /// <summary>The other tools' caches that exist; <see cref="CacheContents.Path"/> tells which.</summary>
    public required IReadOnlyList<CacheContents> OtherCaches { get; init; }

    /// <summary>Symbolic links of environments into the caches, one for each environment and package.</summary>
    public required IReadOnlyList<CacheReference> References { get; init; }

    /// <summary>Files that conda tools may have set aside, ordered by path.</summary>
    public required IReadOnlyList<ReplacedFile> ReplacedFiles { get; init; }

    /// <summary>Folders of environments that could not be read; links in them are unknown.</summary>
    public required IReadOnlyList<UnreadablePath> Unreadable { get; init; }
}
