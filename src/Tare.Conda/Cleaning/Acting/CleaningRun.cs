using Tare.Conda.Caches;
using Tare.Primitives.Concurrency;
using Tare.Primitives.Posix;
using Tare.Primitives.Progress;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>One execution of a plan, step by step.</summary>
internal sealed class CleaningRun(CleaningPlan plan, SecondLookDepth depth, ProgressMeter meter) : IDisposable
{
    private const int BufferSize = 64 * 1024;

    // Deleting on a disk mostly waits (for the journal, for discard), so threads beyond the processors pay.
    private const int ThreadsThatWait = 16;

    private readonly FolderPool _folders = new();
    private readonly List<CacheLock> _locks = [];
    private readonly List<RemovalTask> _tasks = [];
    private readonly List<FailedPath> _failed = [.. plan.Failed];

    internal CleaningResult Execute(CancellationToken stop)
    {
        meter.Begin("Removing", ProgressUnit.Files, plan.Removals.Sum(r => (long)r.Item.Files));
        foreach (var removal in plan.Removals)
        {
            Prepare(removal);
        }

        LockCaches();
        var stopped = false;
        try
        {
            stop.ThrowIfCancellationRequested();
            MoveAside();
            Remove(stop);
        }
        catch (OperationCanceledException)
        {
            stopped = true;
        }

        ReleaseLocks();
        if (!stopped)
        {
            RemoveNames(t => t.Removal.Item.Kind == CachedItemKind.Lock, CancellationToken.None);
            RemoveEmptiedCaches();
        }

        return Sum(stopped);
    }

    public void Dispose()
    {
        ReleaseLocks();
        _folders.Dispose();
    }

    private void ReleaseLocks()
    {
        foreach (var held in _locks)
        {
            held.Dispose();
        }

        _locks.Clear();
    }

    private void Prepare(Removal removal)
    {
        var item = removal.Item;
        try
        {
            var folder = _folders.Open(item.Cache, Path.GetDirectoryName(item.Name) ?? "");
            _tasks.Add(new RemovalTask(removal, folder, PathText.EncodeZ(Path.GetFileName(item.Name))));
        }
        catch (PosixException exception) when (exception.Errno != PosixException.NotFound)
        {
            _failed.Add(new FailedPath(item.Path, PosixException.Describe(exception.Errno)));
        }
        catch (PosixException)
        {
            // The whole folder went since the plan was made: nothing left to do.
            return;
        }
    }

    private void LockCaches()
    {
        foreach (var cache in _tasks.Where(t => IsInPackageCache(t.Removal)).GroupBy(t => t.Removal.Item.Cache))
        {
            var held = CacheLock.TryTake(_folders.Open(cache.Key, ""));
            if (held is not null)
            {
                _locks.Add(held);
                continue;
            }

            foreach (var task in cache)
            {
                task.Keep(KeptCause.Busy, "another process is at work in this cache and holds its lock");
            }
        }
    }

    private static bool IsInPackageCache(Removal removal) =>
        removal.Target is not (CleaningTargets.OtherCaches or CleaningTargets.TemporaryFiles);

    private void MoveAside()
    {
        var folders = _tasks.Where(t => t.IsPending && t.Removal.Item.Shape == ItemShape.Folder && t.Removal.Target != CleaningTargets.OtherCaches
            && t.Removal.Item.Kind != CachedItemKind.Trash).ToArray();
        foreach (var task in folders)
        {
            try
            {
                task.NameZ = TrashName.MoveAside(task.Folder, task.NameZ);
            }
            catch (PosixException exception) when (exception.Errno == PosixException.NotFound)
            {
                task.IsDone = true;
            }
            catch (PosixException exception) when (exception.Errno == PosixException.CrossDevice)
            {
                // A folder of a lower overlay layer cannot be renamed; it is taken apart in place, its marks first.
            }
            catch (PosixException exception)
            {
                task.Fail(exception);
            }
        }

        new SecondLook(plan, depth).Run([.. folders.Where(t => t.IsPending)]);
        foreach (var task in folders.Where(t => t.IsPending && !t.IsAside))
        {
            PackageMark.Remove(task);
        }
    }

    private void Remove(CancellationToken stop)
    {
        RemoveNames(t => t.Removal.Item.Kind != CachedItemKind.Lock, stop);
        var folders = _tasks.Where(t => t.IsPending && t.Removal.Item.Shape != ItemShape.Name).ToArray();
        var crew = new WorkCrew<RemovalFolder>(ThreadsFor(folders));
        foreach (var task in folders)
        {
            Add(crew, task);
        }

        crew.Run(
            () =>
            {
                var buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
                return folder => folder.Process(crew, buffer, meter);
            },
            stop);
    }

    private void RemoveNames(Func<RemovalTask, bool> which, CancellationToken stop)
    {
        var pending = _tasks.Where(t => t.IsPending && t.Removal.Item.Shape == ItemShape.Name && which(t)).ToArray();
        var crew = new WorkCrew<RemovalTask>(Math.Min(ThreadsFor(pending), pending.Length));
        foreach (var task in pending)
        {
            crew.Add(task);
        }

        crew.Run(() => task => NameRemoval.Run(task, meter), stop);
    }

    private static int ThreadsFor(RemovalTask[] tasks) =>
        tasks.Select(t => t.Folder).Distinct().All(f => f.IsInMemory) ? Math.Max(2, Environment.ProcessorCount) : ThreadsThatWait;

    private static void Add(WorkCrew<RemovalFolder> crew, RemovalTask task)
    {
        try
        {
            crew.Add(task.Removal.Item.Shape == ItemShape.Content
                ? new RemovalFolder(task, FolderHandle.Open(task.Removal.Item.Path))
                : new RemovalFolder(task));
        }
        catch (PosixException exception)
        {
            task.Fail(exception);
        }
    }

    private void RemoveEmptiedCaches()
    {
        foreach (var cache in plan.WholeCaches.Where(c => _tasks.All(t => t.Removal.Item.Cache != c.Path || t.IsDone)))
        {
            EmptyFolders.Remove(cache.Path, cache.IsFixed);
        }
    }

    private CleaningResult Sum(bool stopped)
    {
        var done = _tasks.Where(t => t.IsDone).Select(t => t.Removal).ToArray();
        var broken = _tasks.Where(t => !t.IsDone && t.Kept is null).ToArray();
        var left = stopped ? broken.Where(t => t.Failure is null).Select(t => new FailedPath(t.Removal.Item.Path, "interrupted")) : [];
        return new CleaningResult
        {
            Removed = done,
            Kept = [.. plan.Kept, .. _tasks.Select(t => t.Kept).OfType<KeptPath>()],
            Failed = [.. _failed, .. _tasks.Select(t => t.Failure).OfType<FailedPath>(), .. left],
            FreedBytes = FreedBytes.Of(done.Select(r => r.Item)) + broken.Sum(t => Remainder.FreedOf(t)),
            Stopped = stopped,
        };
    }
}
