using Tare.Conda.Caches;
using Tare.Primitives.Posix;
using Tare.Primitives.Progress;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>Removes a thing that is one name.</summary>
internal static class NameRemoval
{
    internal static void Run(RemovalTask task, ProgressMeter meter)
    {
        if (task.Removal.Item.Kind == CachedItemKind.Lock && FileLock.IsHeld(task.Folder, task.NameZ))
        {
            task.Keep(KeptCause.Busy, "another process holds this lock");
            return;
        }

        // An archive that got a second name meanwhile frees nothing, and somebody wants it.
        if (task.Removal.Target == CleaningTargets.Archives && task.Removal.Item.SharedFiles == 0 && LinksOf(task) > 1)
        {
            task.Keep(KeptCause.OtherName, "it got another name (hard link) meanwhile");
            return;
        }

        var errno = task.Folder.TryUnlink(task.NameZ);
        if (errno is 0 or PosixException.NotFound)
        {
            task.IsDone = true;
            meter.Add(1);
        }
        else
        {
            task.Fail(task.Removal.Item.Path, PosixException.Describe(errno));
        }
    }

    private static uint LinksOf(RemovalTask task)
    {
        try
        {
            return task.Folder.Status(task.NameZ).Links;
        }
        catch (PosixException)
        {
            return 0;
        }
    }
}
