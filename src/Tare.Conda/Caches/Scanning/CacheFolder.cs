using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>
/// A folder that holds archives and extracted packages side by side: the cache itself, or one subdir of one channel in mamba's
/// nested layout.
/// </summary>
internal sealed class CacheFolder : ScannedFolder
{
    private readonly CacheTally _cache;
    private readonly string _place;

    /// <summary>The cache itself.</summary>
    internal CacheFolder(FolderHandle handle, CacheTally cache)
        : base(handle) => (_cache, _place) = (cache, "");

    /// <summary>A folder of the nested layout; <paramref name="place"/> is its path below the cache.</summary>
    internal CacheFolder(ScannedFolder parent, ReadOnlySpan<byte> nameZ, CacheTally cache, string place)
        : base(parent, nameZ) => (_cache, _place) = (cache, place);

    private bool IsTop => _place.Length == 0;

    protected override void Visit(in FolderEntry entry, Scan scan)
    {
        var name = PathText.Decode(entry.Name);
        var kind = KindOf(in entry);
        if (kind == FileKind.Folder)
        {
            VisitFolder(in entry, name, scan);
        }
        else if (kind == FileKind.SymbolicLink && IsTop && name == "cache" && Directory.Exists(Path.Join(Handle.Path, name)))
        {
            if (scan.Request.WithIndex)
            {
                scan.Add(new ItemFolder(FolderHandle.Open(Path.Join(Handle.Path, name)), _cache.Tally(Item(name, CachedItemKind.IndexCache, ItemShape.Content))));
            }
        }
        else
        {
            VisitFile(in entry, name, kind);
        }
    }

    protected override void Fail(UnreadablePath problem, Scan scan)
    {
        if (IsTop)
        {
            _cache.Problem = problem;
        }
        else
        {
            _cache.Unreadable(Item("", CachedItemKind.Foreign, ItemShape.Folder) with { Unreadable = [problem] });
        }
    }

    private void VisitFolder(in FolderEntry entry, string name, Scan scan)
    {
        if (IsTop && CacheNames.IsScheme(name))
        {
            if (scan.Request.WithNested)
            {
                scan.Add(new ChannelFolder(this, entry.NameZ, _cache, name));
            }

            return;
        }

        if (IsTop && name == ".logs")
        {
            if (scan.Request.WithLogs)
            {
                scan.Add(new LogFolder(this, entry.NameZ, _cache));
            }

            return;
        }

        var kind = IsTop && name == "cache" ? CachedItemKind.IndexCache
            : name == ".trash" || CacheNames.IsTrash(name) ? CachedItemKind.Trash
            : CachedItemKind.Foreign;
        if (kind == CachedItemKind.IndexCache ? scan.Request.WithIndex : scan.Request.WithFolders)
        {
            scan.Add(new ItemFolder(this, entry.NameZ, _cache.Tally(Item(name, kind, ItemShape.Folder))));
        }
    }

    private void VisitFile(in FolderEntry entry, string name, FileKind fileKind)
    {
        var kind = IsTop && name is "urls" or "urls.txt" ? CachedItemKind.Bookkeeping
            : CacheNames.IsArchive(name) ? CachedItemKind.Archive
            : CacheNames.IsPartial(name) ? CachedItemKind.Partial
            : CacheNames.IsLock(name) ? CachedItemKind.Lock
            : CacheNames.IsTrash(name) || (CacheNames.Replaced(name) is { } original && CacheNames.IsArchive(original)) ? CachedItemKind.Temporary
            : CachedItemKind.Foreign;
        if (kind == CachedItemKind.Foreign && fileKind == FileKind.SymbolicLink && CacheNames.IsDistribution(name))
        {
            kind = CachedItemKind.Package;
        }

        _cache.Add(Item(name, kind, ItemShape.Name).WithStatus(Handle.Status(entry.NameZ)));
    }

    private CachedItem Item(string name, CachedItemKind kind, ItemShape shape) =>
        new() { Kind = kind, Shape = shape, Cache = _cache.Path, Name = Path.Join(_place, name) };
}
