using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>The top folder of another tool's cache: each name in it is one thing.</summary>
internal sealed class OtherCacheFolder(FolderHandle handle, OtherCache description, CacheTally cache) : ScannedFolder(handle)
{
    protected override void Visit(in FolderEntry entry, Scan scan)
    {
        var name = PathText.Decode(entry.Name);
        if (description.Stays.Contains(name))
        {
            return;
        }

        if (KindOf(in entry) == FileKind.Folder)
        {
            scan.Add(new ItemFolder(this, entry.NameZ, cache.Tally(Item(name, ItemShape.Folder))));
        }
        else
        {
            cache.Add(Item(name, ItemShape.Name).WithStatus(Handle.Status(entry.NameZ)));
        }
    }

    protected override void Fail(UnreadablePath problem, Scan scan) => cache.Problem = problem;

    private CachedItem Item(string name, ItemShape shape) =>
        new() { Kind = CachedItemKind.OtherCache, Shape = shape, Cache = cache.Path, Name = name };
}
