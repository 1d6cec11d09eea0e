using Tare.Conda.Caches;
using Tare.Primitives.Progress;

namespace Tare.Conda.Cleaning;

/// <summary>The way from a scope to a plan: look, find who needs what, decide.</summary>
public static class CacheCleaning
{
    /// <summary>
    /// Looks at the caches and environments and plans the clean. Reads only. <see cref="OperationCanceledException"/> where it was
    /// stopped.
    /// </summary>
    public static CleaningPlan Plan(CleaningScope scope, CleaningOptions options, ProgressMeter? meter = null, CancellationToken stop = default)
    {
        var inventory = CacheScanner.Run(RequestFor(scope, options), meter, stop);
        // What hard links keep anyway needs no other reason; only a whole cache goes in spite of them.
        var whole = options.Has(CleaningTargets.PackageCaches);
        var packages = inventory.Caches.SelectMany(c => c.Items).Where(i => i.Shape == ItemShape.Folder && (whole || i.SharedFiles == 0)).ToArray();
        var uses = options.Has(CleaningTargets.Packages | CleaningTargets.PackageCaches)
            ? PackageUses.Of(packages, inventory.References, scope.Prefixes)
            : [];
        var owned = OwnedFiles.Among(inventory.ReplacedFiles, scope.Prefixes);
        return CleaningPlanner.Plan(inventory, uses, owned, options) with { Prefixes = scope.Prefixes };
    }

    private static ScanRequest RequestFor(CleaningScope scope, CleaningOptions options)
    {
        var whole = options.Has(CleaningTargets.PackageCaches);
        var packages = whole || options.Has(CleaningTargets.Packages) || options.MaxSize is not null;
        var others = options.Has(CleaningTargets.OtherCaches) ? scope.OtherCaches : [];
        return new ScanRequest
        {
            Caches = options.Has(CleaningTargets.All | CleaningTargets.PackageCaches) ? scope.Caches : [],
            OtherCaches = others,
            Prefixes = packages || others.Count > 0 ? scope.Prefixes : [],
            ReplacedFileRoots = options.Has(CleaningTargets.TemporaryFiles) ? scope.ReplacedFileRoots : [],
            WithFolders = packages,
            WithNested = packages || options.Has(CleaningTargets.Archives),
            WithIndex = whole || options.Has(CleaningTargets.IndexCache),
            WithLogs = whole || options.Has(CleaningTargets.Logs),
            RememberShared = whole || others.Count > 0,
            RememberNames = options.WillRemove,
        };
    }
}
