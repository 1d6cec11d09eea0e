using Tare.Conda.Caches.Scanning;
using Tare.Primitives.Posix;
using Tare.Primitives.Progress;

namespace Tare.Conda.Caches;

/// <summary>
/// Walks package caches, environments and other caches once, on all processors, and says what is there. Never writes, never opens
/// a file for writing, follows no symbolic link out of what it was pointed at.
/// </summary>
public static class CacheScanner
{
    /// <summary>
    /// Looks at what the request names. A path that does not exist is left out; one that cannot be read is in the result with its
    /// error. <see cref="OperationCanceledException"/> where it was stopped.
    /// </summary>
    public static CacheInventory Run(ScanRequest request, ProgressMeter? meter = null, CancellationToken stop = default)
    {
        var scan = new Scan(request, meter ?? new ProgressMeter());
        scan.Meter.Begin("Looking through the caches", ProgressUnit.Files);
        var seen = new HashSet<FileIdentity>();
        var caches = request.Caches.Select(c => CacheRoot.TryOpen(c, seen, request)).OfType<CacheRoot>().ToArray();
        var others = request.OtherCaches.Select(c => (Cache: c, Root: CacheRoot.TryOpen(c.Path, seen, request)))
            .Where(o => o.Root is not null).Select(o => (o.Cache, Root: o.Root!)).ToArray();
        foreach (var root in caches.Concat(others.Select(o => o.Root)))
        {
            scan.AddRoot(root.Path);
            scan.AddRoot(root.ResolvedPath);
            scan.AddCachePath(root.Path, root.Path);
            scan.AddCachePath(root.ResolvedPath, root.Path);
        }

        var prefixes = AddPrefixes(scan);
        foreach (var root in caches.Where(r => r.Handle is not null))
        {
            scan.Add(new CacheFolder(root.Handle!, root.Tally));
        }

        foreach (var (cache, root) in others.Where(o => o.Root.Handle is not null))
        {
            scan.Add(new OtherCacheFolder(root.Handle!, cache, root.Tally));
        }

        scan.Run(stop);
        return new CacheInventory
        {
            Caches = [.. caches.Select(c => c.Contents())],
            OtherCaches = [.. others.Select(o => o.Root.Contents())],
            References = [.. prefixes.SelectMany(p => p.References)],
            ReplacedFiles = [.. prefixes.SelectMany(p => p.ReplacedFiles).DistinctBy(f => f.Path).OrderBy(f => f.Path, StringComparer.Ordinal)],
            Unreadable = [.. prefixes.SelectMany(p => p.Unreadable)],
        };
    }

    // Environments that lie in a folder to search are searched where they are walked for their links.
    private static List<PrefixTally> AddPrefixes(Scan scan)
    {
        var request = scan.Request;
        var roots = request.ReplacedFileRoots.Select(r => (Path: r, Real: FolderHandle.Resolve(r))).Where(r => r.Real is not null).ToArray();
        var prefixes = request.Prefixes.Select(p => (Path: p, Real: FolderHandle.Resolve(p))).Where(p => p.Real is not null).DistinctBy(p => p.Real).ToArray();
        var tallies = new List<PrefixTally>();
        foreach (var (path, real) in prefixes)
        {
            Add(real!, new PrefixTally(path) { WithLinks = true, WithReplacedFiles = roots.Any(r => Contains(r.Real!, real!)) });
        }

        foreach (var (path, real) in roots.Where(r => prefixes.All(p => p.Real != r.Real)))
        {
            Add(real!, new PrefixTally(path) { WithReplacedFiles = true });
        }

        return tallies;

        void Add(string real, PrefixTally tally)
        {
            tallies.Add(tally);
            try
            {
                scan.AddRoot(real);
                scan.Add(new PrefixFolder(FolderHandle.Open(real), tally));
            }
            catch (PosixException exception)
            {
                tally.Fail(new UnreadablePath(real, exception.Errno));
            }
        }
    }

    private static bool Contains(string folder, string path) =>
        path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);
}
