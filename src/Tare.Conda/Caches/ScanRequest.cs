namespace Tare.Conda.Caches;

/// <summary>What to look at; each part costs only when it is asked for.</summary>
public sealed record ScanRequest
{
    /// <summary>The package caches, as configured.</summary>
    public IReadOnlyList<string> Caches { get; init; } = [];

    /// <summary>Caches of other tools.</summary>
    public IReadOnlyList<OtherCache> OtherCaches { get; init; } = [];

    /// <summary>Environments whose symbolic links are read.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>Folders searched for files that conda tools set aside.</summary>
    public IReadOnlyList<string> ReplacedFileRoots { get; init; } = [];

    /// <summary>Look into extracted packages and whatever else is a folder.</summary>
    public bool WithFolders { get; init; }

    /// <summary>Look into the folders of mamba's nested layout.</summary>
    public bool WithNested { get; init; }

    /// <summary>Look into index caches.</summary>
    public bool WithIndex { get; init; }

    /// <summary>Look into log folders.</summary>
    public bool WithLogs { get; init; }

    /// <summary>Remember every file that has names outside its package, not only how many there are.</summary>
    public bool RememberShared { get; init; }

    /// <summary>Remember the names in extracted packages, for their removal (<see cref="CachedItem.Names"/>).</summary>
    public bool RememberNames { get; init; }
}
