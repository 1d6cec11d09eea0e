namespace Tare.Conda.Cleaning;

/// <summary>What a clean goes for.</summary>
[Flags]
public enum CleaningTargets
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Archives of packages and downloads that did not end.</summary>
    Archives = 1,

    /// <summary>Repodata and shards.</summary>
    IndexCache = 2,

    /// <summary>Extracted packages that no environment uses, and what interrupted extractions and removals left.</summary>
    Packages = 4,

    /// <summary>Files that conda tools set aside, and lock files nobody holds.</summary>
    TemporaryFiles = 8,

    /// <summary>Logs.</summary>
    Logs = 16,

    /// <summary>What <c>--all</c> means.</summary>
    All = Archives | IndexCache | Packages | TemporaryFiles | Logs,

    /// <summary>The package caches whole.</summary>
    PackageCaches = 32,

    /// <summary>The caches of other tools.</summary>
    OtherCaches = 64,
}
