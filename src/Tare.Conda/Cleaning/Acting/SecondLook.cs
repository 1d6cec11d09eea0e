using Tare.Conda.Caches;
using Tare.Conda.Caches.Scanning;
using Tare.Primitives.Posix;
using Tare.Primitives.Progress;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>
/// Looks again at packages that were moved aside: between the plan and now an installation may have linked them. Nobody can begin to
/// use them any more, so what is seen now holds. What came into use, and what cannot be removed whole, gets its name back.
/// </summary>
internal sealed class SecondLook(CleaningPlan plan, SecondLookDepth depth)
{
    internal void Run(IReadOnlyList<RemovalTask> tasks)
    {
        // Whoever wants the caches gone whole wants it also where hard links keep the files; only records and links count then.
        var packages = tasks.Where(t => t.Removal.Item.Kind is CachedItemKind.Package or CachedItemKind.Unfinished).ToArray();
        if (packages.Length == 0)
        {
            return;
        }

        if (depth == SecondLookDepth.EveryFile)
        {
            Scan(packages);
        }
        else
        {
            Array.ForEach(packages, LookAtFirstFile);
        }

        var uses = PackageUses.FromRecords([.. packages.Select(t => t.Removal.Item)], plan.Prefixes).ToLookup(u => u.Package);
        foreach (var task in packages)
        {
            var use = uses[task.Removal.Item.Path].FirstOrDefault(u => task.Removal.Target == CleaningTargets.Packages || u.Kind != PackageUseKind.RecordWithoutFiles);
            if (task.IsPending && use is not null)
            {
                task.Keep(KeptCause.InUse, $"in use: it was installed in {use.Prefix} meanwhile");
            }

            if (!task.IsPending && task.IsAside)
            {
                Restore(task);
            }
        }
    }

    private static void Scan(RemovalTask[] tasks)
    {
        var scan = new Scan(new ScanRequest(), new ProgressMeter());
        var containers = new Dictionary<FolderHandle, ContainerFolder>();
        foreach (var task in tasks)
        {
            if (!containers.TryGetValue(task.Folder, out var container))
            {
                containers[task.Folder] = container = new ContainerFolder(task.Folder);
            }

            var tally = new ItemTally(task.Removal.Item with { Kind = CachedItemKind.Package }, seen => Judge(task, seen), new ScanRequest());
            scan.Add(new ItemFolder(container, task.NameZ, tally));
        }

        scan.Run(CancellationToken.None);
    }

    private static void LookAtFirstFile(RemovalTask task)
    {
        if (task.Removal is not { Target: CleaningTargets.Packages, Item: { FirstFile: { } path, SharedFiles: 0 } })
        {
            return;
        }

        try
        {
            var status = task.Folder.Status([.. task.NameZ.AsSpan(..^1), (byte)'/', .. PathText.EncodeZ(path)]);
            if (status.Links > 1 && task.Removal.Item.OwnBytes == task.Removal.Item.Size)
            {
                task.Keep(KeptCause.InUse, "in use: its first file was linked meanwhile");
            }
        }
        catch (PosixException exception)
        {
            task.Fail(exception);
        }
    }

    private static void Judge(RemovalTask task, CachedItem seen)
    {
        if (seen.Protected is { } obstacle)
        {
            task.Fail(obstacle.Path, obstacle.Error);
        }
        else if (task.Removal is { Target: CleaningTargets.Packages, Item.Kind: CachedItemKind.Package } && seen.SharedFiles > 0)
        {
            task.Keep(KeptCause.InUse, $"in use: {seen.SharedFiles:N0} of its files were linked meanwhile");
        }
    }

    private static void Restore(RemovalTask task)
    {
        try
        {
            task.Folder.Rename(task.NameZ, task.Folder, task.OriginalNameZ);
            task.NameZ = task.OriginalNameZ;
        }
        catch (PosixException exception)
        {
            // Somebody extracted the package anew meanwhile; the old files live on in the environment that linked them.
            task.Fail(exception);
        }
    }
}
