using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>
/// A folder between the cache and a subdir in mamba's nested layout,
/// <c>pkgs/https/conda.anaconda.org/conda-forge/linux-64/</c>. Only a folder named like a subdir holds packages.
/// </summary>
internal sealed class ChannelFolder(ScannedFolder parent, ReadOnlySpan<byte> nameZ, CacheTally cache, string place)
    : ScannedFolder(parent, nameZ)
{
    protected override void Visit(in FolderEntry entry, Scan scan)
    {
        if (KindOf(in entry) != FileKind.Folder)
        {
            return;
        }

        var name = PathText.Decode(entry.Name);
        var path = Path.Join(place, name);
        scan.Add(CacheNames.IsSubdir(name) ? new CacheFolder(this, entry.NameZ, cache, path) : new ChannelFolder(this, entry.NameZ, cache, path));
    }

    protected override void Fail(UnreadablePath problem, Scan scan) =>
        cache.Unreadable(new CachedItem { Kind = CachedItemKind.Foreign, Shape = ItemShape.Folder, Cache = cache.Path, Name = place, Unreadable = [problem] });
}
