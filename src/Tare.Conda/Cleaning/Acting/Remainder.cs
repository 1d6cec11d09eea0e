using Tare.Conda.Caches;
using Tare.Conda.Caches.Scanning;
using Tare.Primitives.Progress;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>What a removal that did not come to its end freed all the same.</summary>
internal static class Remainder
{
    /// <summary>The bytes that had no name outside the thing and are gone.</summary>
    internal static long FreedOf(RemovalTask task)
    {
        var item = task.Removal.Item;
        if (item.Shape != ItemShape.Folder)
        {
            return 0;
        }

        CachedItem? left = null;
        var scan = new Scan(new ScanRequest(), new ProgressMeter());
        scan.Add(new ItemFolder(new ContainerFolder(task.Folder), task.NameZ, new ItemTally(item, seen => left = seen, scan.Request)));
        scan.Run(CancellationToken.None);
        return Math.Max(0, item.OwnBytes - (left?.OwnBytes ?? 0));
    }
}
