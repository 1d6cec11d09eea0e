using Tare.Conda.Caches;
using Tare.Primitives.Posix;

namespace Tare.Conda.Cleaning;

/// <summary>How many bytes go when things go together.</summary>
internal static class FreedBytes
{
    /// <summary>
    /// The bytes of every inode that loses its last name: files with no name outside their thing, and those whose names all lie in
    /// the things that go.
    /// </summary>
    internal static long Of(IEnumerable<CachedItem> items)
    {
        long own = 0;
        var groups = new Dictionary<FileIdentity, (uint Names, SharedInode Inode)>();
        foreach (var item in items)
        {
            own += item.OwnBytes;
            foreach (var inode in item.Shared)
            {
                groups[inode.Identity] = (groups.GetValueOrDefault(inode.Identity).Names + inode.Inside, inode);
            }
        }

        return own + groups.Values.Where(g => g.Names >= g.Inode.Links).Sum(g => g.Inode.Size);
    }
}
