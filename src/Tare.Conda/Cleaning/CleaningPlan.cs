using Tare.Conda.Caches;

namespace Tare.Conda.Cleaning;

/// <summary>What a clean will do, as a value: shown, and then carried out by <see cref="Cleaner"/>.</summary>
public sealed record CleaningPlan
{
    /// <summary>What was asked for.</summary>
    public required CleaningTargets Targets { get; init; }

    /// <summary>What goes, in the order of the targets, the caches and the names.</summary>
    public required IReadOnlyList<Removal> Removals { get; init; }

    /// <summary>What stays though it was looked at, and why.</summary>
    public required IReadOnlyList<KeptPath> Kept { get; init; }

    /// <summary>What is known to fail before it is tried: paths that cannot be read, files that are protected.</summary>
    public required IReadOnlyList<FailedPath> Failed { get; init; }

    /// <summary>Packages that could not be judged, each with its path and error.</summary>
    public required IReadOnlyList<UnreadablePath> Warnings { get; init; }

    /// <summary>Folders of environments that this user may not read: whether symbolic links in them point into a package is not known.</summary>
    public IReadOnlyList<UnreadablePath> UnreadableFolders { get; init; } = [];

    /// <summary>The caches of which nothing is to be left (<see cref="CleaningTargets.PackageCaches"/>).</summary>
    public required IReadOnlyList<CacheContents> WholeCaches { get; init; }

    /// <summary>The environments that were asked whether they use something.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>Bytes of the inodes whose last name goes.</summary>
    public required long FreedBytes { get; init; }

    /// <summary>What goes on account of one target.</summary>
    public IEnumerable<CachedItem> Of(CleaningTargets target) => Removals.Where(r => r.Target == target).Select(r => r.Item);
}
