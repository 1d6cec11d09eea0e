using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>What has been found in one environment (or folder searched) so far.</summary>
internal sealed class PrefixTally(string path)
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _targets = [];
    private readonly List<ReplacedFile> _replaced = [];
    private readonly List<UnreadablePath> _unreadable = [];

    internal bool WithLinks { get; init; }

    internal bool WithReplacedFiles { get; init; }

    internal IEnumerable<CacheReference> References => _targets.Select(t => new CacheReference(path, t));

    internal IReadOnlyList<ReplacedFile> ReplacedFiles => _replaced;

    internal IReadOnlyList<UnreadablePath> Unreadable => _unreadable;

    internal void Add(ReplacedFile file)
    {
        lock (_lock)
        {
            _replaced.Add(file);
        }
    }

    internal void Fail(UnreadablePath problem)
    {
        lock (_lock)
        {
            _unreadable.Add(problem);
        }
    }

    /// <summary>Takes note of a symbolic link where it leads into a cache.</summary>
    internal void Link(string folder, ReadOnlySpan<byte> target, Scan scan)
    {
        // A link that does not climb out of its folder stays in the environment.
        var climbs = target.Length > 0 && (target[0] == (byte)'/' || target.IndexOf(".."u8) >= 0);
        if (!climbs)
        {
            return;
        }

        var text = Path.GetFullPath(PathText.Decode(target), folder);
        if (text.StartsWith(path + "/", StringComparison.Ordinal) && !scan.IsInCache(text, out _))
        {
            return;
        }

        if (scan.IsInCache(text, out var found) || (FolderHandle.Resolve(text) is { } real && scan.IsInCache(real, out found)))
        {
            lock (_lock)
            {
                _targets.Add(found);
            }
        }
    }
}
