using Tare.Primitives.Concurrency;
using Tare.Primitives.Progress;

namespace Tare.Conda.Caches.Scanning;

/// <summary>What the folders of one walk share.</summary>
internal sealed class Scan(ScanRequest request, ProgressMeter meter)
{
    private readonly WorkCrew<ScannedFolder> _crew = new(Math.Clamp(Environment.ProcessorCount, 2, 8));
    private readonly HashSet<string> _roots = [];
    private long _roomForNames = 64 << 20;
    private readonly List<(string Prefix, string Path)> _caches = [];

    internal ScanRequest Request => request;

    internal ProgressMeter Meter => meter;

    /// <summary>Lists to use again.</summary>
    internal System.Collections.Concurrent.ConcurrentBag<List<LinkedName>> SpareLists { get; } = [];

    /// <summary>Room for so many bytes of names is left; takes it where it is.</summary>
    internal bool TryTakeRoomForNames(int bytes) => Interlocked.Add(ref _roomForNames, -bytes) >= 0;

    internal void Add(ScannedFolder folder) => _crew.Add(folder);

    /// <summary>The walk begins at this path on its own account.</summary>
    internal bool IsRoot(string path) => _roots.Contains(path);

    internal void AddRoot(string path) => _roots.Add(path);

    /// <summary>A spelling of a cache's path, and the path it is known by.</summary>
    internal void AddCachePath(string spelling, string path) => _caches.Add((spelling + "/", path));

    /// <summary>
    /// A path lies in a cache; <paramref name="place"/> is the cached thing as far as the path tells: one name in a flat cache, the
    /// whole path in a nested one.
    /// </summary>
    internal bool IsInCache(string path, out string place)
    {
        foreach (var (prefix, cache) in _caches)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
            {
                var rest = path[prefix.Length..];
                var first = rest.Split('/', 2)[0];
                place = Path.Join(cache, CacheNames.IsScheme(first) ? rest : first);
                return true;
            }
        }

        place = "";
        return false;
    }

    internal void Run(CancellationToken stop) => _crew.Run(
        () =>
        {
            var worker = new ScanWorker();
            return folder => folder.Process(this, worker);
        },
        stop);
}
