using Tare.Conda.Caches;
using Tare.Primitives;

namespace Tare.Conda.Cleaning;

/// <summary>Decides what goes and what stays. Touches nothing: the same input gives the same plan.</summary>
public sealed class CleaningPlanner
{
    private static readonly CleaningTargets[] Order =
    [
        CleaningTargets.Archives, CleaningTargets.IndexCache, CleaningTargets.Packages, CleaningTargets.TemporaryFiles,
        CleaningTargets.Logs, CleaningTargets.PackageCaches, CleaningTargets.OtherCaches,
    ];

    private readonly CleaningOptions _options;
    private readonly ILookup<string, PackageUse> _uses;
    private readonly List<Removal> _removals = [];
    private readonly List<KeptPath> _kept = [];
    private readonly List<FailedPath> _failed = [];
    private readonly List<UnreadablePath> _warnings = [];
    private readonly List<CacheContents> _whole = [];

    private CleaningPlanner(CleaningOptions options, ILookup<string, PackageUse> uses) => (_options, _uses) = (options, uses);

    /// <summary>Makes the plan.</summary>
    /// <param name="inventory">What is there.</param>
    /// <param name="uses">Which packages environments need.</param>
    /// <param name="owned">Originals of replaced files that a package owns, by path.</param>
    /// <param name="options">What was asked for.</param>
    public static CleaningPlan Plan(
        CacheInventory inventory, IEnumerable<PackageUse> uses, IReadOnlySet<string> owned, CleaningOptions options)
    {
        var planner = new CleaningPlanner(options, uses.ToLookup(u => u.Package));
        foreach (var cache in inventory.Caches.Concat(inventory.OtherCaches))
        {
            planner.Judge(cache);
        }

        planner.JudgeReplaced(inventory.ReplacedFiles, owned);
        if (options.MaxSize is { } size)
        {
            planner.Bound(inventory, size);
        }

        return new CleaningPlan
        {
            Targets = options.Targets,
            Removals = [.. planner._removals.OrderBy(r => Array.IndexOf(Order, r.Target))],
            Kept = planner._kept,
            Failed = planner._failed,
            Warnings = planner._warnings,
            UnreadableFolders = options.Has(CleaningTargets.Packages) || options.Has(CleaningTargets.PackageCaches)
                ? [.. inventory.Unreadable.OrderBy(p => p.Path, StringComparer.Ordinal)] : [],
            WholeCaches = planner._whole,
            FreedBytes = FreedBytes.Of(planner._removals.Select(r => r.Item)),
        };
    }

    private static CleaningTargets TargetOf(CachedItemKind kind) => kind switch
    {
        CachedItemKind.Archive or CachedItemKind.Partial => CleaningTargets.Archives,
        CachedItemKind.Package or CachedItemKind.Unfinished or CachedItemKind.Trash => CleaningTargets.Packages,
        CachedItemKind.IndexCache => CleaningTargets.IndexCache,
        CachedItemKind.Log => CleaningTargets.Logs,
        CachedItemKind.Lock or CachedItemKind.Temporary => CleaningTargets.TemporaryFiles,
        CachedItemKind.OtherCache => CleaningTargets.OtherCaches,
        _ => CleaningTargets.None,
    };

    private void Judge(CacheContents cache)
    {
        if (cache.Problem is { } problem)
        {
            _failed.Add(new FailedPath(problem.Path, $"cannot read it: {problem.Error}"));
            return;
        }

        if (cache.Obstacle is { } obstacle)
        {
            _kept.Add(new KeptPath(cache.Path, KeptCause.NotWritable, $"not writable: {obstacle.Error}", cache.Items.Sum(i => i.Size)));
            return;
        }

        var whole = _options.Has(CleaningTargets.PackageCaches) && cache.Items.All(i => i.Kind != CachedItemKind.OtherCache);
        if (whole && !cache.IsRecognized)
        {
            _failed.Add(new FailedPath(cache.Path, FailedPath.NotACache));
            return;
        }

        if (whole)
        {
            _whole.Add(cache);
        }

        foreach (var item in cache.Items)
        {
            var own = TargetOf(item.Kind);
            Judge(item, _options.Has(own) ? own : CleaningTargets.None, whole && !(cache.IsFixed && item.Kind == CachedItemKind.Bookkeeping));
        }
    }

    private void Judge(CachedItem item, CleaningTargets target, bool whole)
    {
        if (target == CleaningTargets.None && !whole)
        {
            NoteForeign(item);
            return;
        }

        var kept = Needed(item, whole: false) ?? Unjudged(item) ?? Shared(item) ?? Recent(item);
        if (target != CleaningTargets.None && kept is null)
        {
            Remove(target, item);
        }
        else if (whole && (kept = Needed(item, whole: true) ?? Recent(item)) is null)
        {
            Remove(CleaningTargets.PackageCaches, item);
        }
        else
        {
            _kept.Add(kept!);
        }
    }

    // Asked last: that something cannot be removed is no failure where it would have stayed.
    private void Remove(CleaningTargets target, CachedItem item)
    {
        if (item.Protected is { } obstacle)
        {
            _failed.Add(FailedPath.For(item.Path, obstacle.Path, obstacle.Error));
            return;
        }

        _removals.Add(new Removal(target, item));
    }

    private void NoteForeign(CachedItem item)
    {
        if (item.Unreadable.Count > 0)
        {
            Unjudged(item);
            _failed.Add(new FailedPath(item.Unreadable[0].Path, $"cannot read it: {item.Unreadable[0].Error}"));
        }
        else if (item.Kind == CachedItemKind.Foreign && item.Shape == ItemShape.Folder && _options.Has(CleaningTargets.Packages))
        {
            _kept.Add(new KeptPath(item.Path, KeptCause.NotOurs, "not a package: it has no info/index.json", item.Size));
        }
    }

    // Removing a cache whole harms an environment only where it links softly; a record alone loses nothing.
    private KeptPath? Needed(CachedItem item, bool whole)
    {
        if (_uses[item.Path].FirstOrDefault(u => !whole || u.Kind != PackageUseKind.RecordWithoutFiles) is not { } use)
        {
            return null;
        }

        var reason = use.Kind switch
        {
            PackageUseKind.SymbolicLink => $"in use: symbolic links of {use.Prefix} point into it",
            PackageUseKind.SoftLinkRecord => $"in use: {use.Prefix} has it installed by symbolic links",
            _ => $"in use: it is installed in {use.Prefix}",
        };
        return new KeptPath(item.Path, KeptCause.InUse, reason, item.Size);
    }

    private KeptPath? Unjudged(CachedItem item)
    {
        if (item.Unreadable.Count == 0)
        {
            return item.Kind == CachedItemKind.Package && item.Shape == ItemShape.Name
                ? new KeptPath(item.Path, KeptCause.NotOurs, "a symbolic link: the package lies elsewhere, and removing the link frees nothing", 0)
                : null;
        }

        _warnings.AddRange(item.Unreadable.Except(_warnings));
        var first = item.Unreadable[0];
        return new KeptPath(item.Path, KeptCause.Unreadable, $"cannot tell whether it is in use: `{first.Path}`: {first.Error}", item.Size);
    }

    private static KeptPath? Shared(CachedItem item) => item switch
    {
        { SharedFiles: 0 } => null,
        { Kind: CachedItemKind.Package } => new KeptPath(
            item.Path, KeptCause.InUse, $"in use: {item.SharedFiles:N0} of its {item.Files:N0} files have names outside it (hard links)", item.Size),
        { Kind: CachedItemKind.Archive or CachedItemKind.Partial } => new KeptPath(
            item.Path, KeptCause.OtherName, "it has another name (hard link): removing this one frees nothing", item.Size),
        _ => null,
    };

    private KeptPath? Recent(CachedItem item)
    {
        if (_options.KeepNewer is not { } span || item.Kind is CachedItemKind.Trash or CachedItemKind.Bookkeeping)
        {
            return null;
        }

        var age = _options.Now - DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(item.LastUsed, 0, _options.Now.ToUnixTimeSeconds()));
        return age >= span ? null : new KeptPath(item.Path, KeptCause.Recent, $"used {AgeText.Of(age)} ago", item.Size);
    }

    private void JudgeReplaced(IReadOnlyList<ReplacedFile> files, IReadOnlySet<string> owned)
    {
        foreach (var file in files)
        {
            if (file.Original is null || owned.Contains(file.Original))
            {
                _removals.Add(new Removal(CleaningTargets.TemporaryFiles, ItemOf(file)));
            }
            else
            {
                _kept.Add(new KeptPath(file.Path, KeptCause.NotOurs, $"no package owns `{Path.GetFileName(file.Original)}`, so no conda tool made it", file.Size));
            }
        }
    }

    private static CachedItem ItemOf(ReplacedFile file) => new()
    {
        Kind = CachedItemKind.Temporary,
        Shape = ItemShape.Name,
        Cache = Path.GetDirectoryName(file.Path) ?? "/",
        Name = Path.GetFileName(file.Path),
        Size = file.Size,
        OwnBytes = file.Size,
        Files = 1,
    };

    // Everything that is neither archive nor package has gone already; of these two the oldest go until the rest fits.
    private void Bound(CacheInventory inventory, ByteSize limit)
    {
        var left = inventory.Caches.SelectMany(c => c.Items).Sum(i => i.Size) - _removals.Where(r => !IsBounded(r)).Sum(r => r.Item.Size);
        foreach (var removal in _removals.Where(IsBounded).OrderBy(r => r.Item.LastUsed).ThenBy(r => r.Item.Path, StringComparer.Ordinal).ToArray())
        {
            if (left > limit.Bytes)
            {
                left -= removal.Item.Size;
                continue;
            }

            _removals.Remove(removal);
            _kept.Add(new KeptPath(removal.Item.Path, KeptCause.WithinSize, $"the caches are within {limit}", removal.Item.Size));
        }
    }

    private static bool IsBounded(Removal removal) => removal.Item.Kind is CachedItemKind.Archive or CachedItemKind.Package;
}
