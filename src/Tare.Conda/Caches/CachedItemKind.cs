namespace Tare.Conda.Caches;

/// <summary>What a thing in a cache is.</summary>
public enum CachedItemKind
{
    /// <summary>Something no conda tool put there, as far as can be told.</summary>
    Foreign,

    /// <summary>The archive of a package.</summary>
    Archive,

    /// <summary>A download that did not end.</summary>
    Partial,

    /// <summary>An extracted package: a folder with <c>info/index.json</c>.</summary>
    Package,

    /// <summary>A folder named like a package, without <c>info/index.json</c>: its extraction, or its removal, was interrupted.</summary>
    Unfinished,

    /// <summary>What conda, mamba or tare moved aside and did not get to delete.</summary>
    Trash,

    /// <summary>The folder of repodata and shards.</summary>
    IndexCache,

    /// <summary>A log of conda.</summary>
    Log,

    /// <summary>A lock file.</summary>
    Lock,

    /// <summary>A copy that a conda tool set aside while it replaced a file.</summary>
    Temporary,

    /// <summary>Bookkeeping of the cache itself: urls.txt, urls.</summary>
    Bookkeeping,

    /// <summary>A part of another tool's cache.</summary>
    OtherCache,
}
