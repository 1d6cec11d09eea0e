namespace Tare.Conda.Caches.Scanning;

/// <summary>The sums over one cached thing while its folders are being walked, by several threads.</summary>
internal sealed class ItemTally(CachedItem item, Action<CachedItem> completed, ScanRequest request)
{
    private readonly Lock _lock = new();
    private List<LinkedName>? _linked;
    private readonly List<UnreadablePath> _unreadable = [];
    private int _openFolders;
    private long _size;
    private long _ownBytes;
    private int _files;
    private long _lastUsed;
    private UnreadablePath? _protected;
    private string? _firstFile;

    /// <summary>The thing has <c>info/index.json</c>: its extraction was completed.</summary>
    internal bool HasIndex { get; set; }

    /// <summary>The names found, or null where they are not wanted.</summary>
    internal FolderNames? Names { get; private set; }

    /// <summary>A place for the names of the thing's top folder; null where they are not wanted.</summary>
    internal FolderNames? RememberNames(byte[] nameZ) => Names = request.RememberNames ? new FolderNames(nameZ) : null;

    internal void EnterFolder() => Interlocked.Increment(ref _openFolders);

    /// <summary>Adds what one folder held. When it was the last folder, the thing is complete.</summary>
    internal void LeaveFolder(in FolderTally folder, Scan scan)
    {
        lock (_lock)
        {
            _size += folder.Size;
            _ownBytes += folder.OwnBytes;
            _files += folder.Files;
            _lastUsed = Math.Max(_lastUsed, folder.LastUsed);
            _protected = First(_protected, folder.Protected);
            if (folder.FirstFile is not null && (_firstFile is null || string.CompareOrdinal(folder.FirstFile, _firstFile) < 0))
            {
                _firstFile = folder.FirstFile;
            }

            if (folder.Linked is { Count: > 0 } linked)
            {
                (_linked ??= scan.SpareLists.TryTake(out var spare) ? spare : []).AddRange(linked);
            }
        }

        if (Interlocked.Decrement(ref _openFolders) == 0)
        {
            completed(Sum(scan));
        }
    }

    internal void Fail(UnreadablePath problem)
    {
        lock (_lock)
        {
            _unreadable.Add(problem);
        }
    }

    private CachedItem Sum(Scan scan)
    {
        var shared = new List<SharedInode>();
        var (sharedFiles, ownBytes) = SumLinked(shared, scan);
        return item with
        {
            Kind = item.Kind != CachedItemKind.Foreign ? item.Kind
                : HasIndex ? CachedItemKind.Package
                : CacheNames.IsDistribution(Path.GetFileName(item.Name)) ? CachedItemKind.Unfinished : CachedItemKind.Foreign,
            Size = _size,
            OwnBytes = _ownBytes + ownBytes,
            Files = _files,
            SharedFiles = sharedFiles,
            Shared = shared,
            Names = Names,
            LastUsed = Math.Max(_lastUsed, item.LastUsed),
            Unreadable = [.. _unreadable.OrderBy(p => p.Path, StringComparer.Ordinal)],
            Protected = _protected,
            FirstFile = _firstFile is null ? null : _firstFile[(item.Path.Length + 1)..],
        };
    }

    // Which folder is walked first is chance, and what is told of it must not be; a folder comes before what is in it.
    private static UnreadablePath? First(UnreadablePath? known, UnreadablePath? next) =>
        known is null || (next is not null && string.CompareOrdinal(next.Path, known.Path) < 0) ? next ?? known : known;

    private (int SharedFiles, long OwnBytes) SumLinked(List<SharedInode> shared, Scan scan)
    {
        if (_linked is not { } linked)
        {
            return (0, 0);
        }

        linked.Sort();
        var (sharedFiles, ownBytes) = (0, 0L);
        for (int i = 0, next; i < linked.Count; i = next)
        {
            var name = linked[i];
            for (next = i + 1; next < linked.Count && linked[next].Identity == name.Identity; next++)
            {
            }

            var inside = (uint)(next - i);
            if (name.Links <= inside)
            {
                ownBytes += name.Size;
                continue;
            }

            sharedFiles++;
            if (request.RememberShared)
            {
                shared.Add(new SharedInode(name.Identity, name.Links, inside, name.Size));
            }
        }

        linked.Clear();
        scan.SpareLists.Add(linked);
        _linked = null;
        return (sharedFiles, ownBytes);
    }
}
