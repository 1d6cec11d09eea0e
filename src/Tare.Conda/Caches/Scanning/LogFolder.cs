using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>The folder <c>.logs</c> of a cache; files directly in it are logs.</summary>
internal sealed class LogFolder(ScannedFolder parent, ReadOnlySpan<byte> nameZ, CacheTally cache) : ScannedFolder(parent, nameZ)
{
    protected override void Visit(in FolderEntry entry, Scan scan)
    {
        if (KindOf(in entry) != FileKind.Folder)
        {
            cache.Add(Item(PathText.Decode(entry.Name)).WithStatus(Handle.Status(entry.NameZ)));
        }
    }

    protected override void Fail(UnreadablePath problem, Scan scan) => cache.Unreadable(Item("") with { Unreadable = [problem] });

    private CachedItem Item(string name) =>
        new() { Kind = CachedItemKind.Log, Shape = ItemShape.Name, Cache = cache.Path, Name = Path.Join(".logs", name) };
}
