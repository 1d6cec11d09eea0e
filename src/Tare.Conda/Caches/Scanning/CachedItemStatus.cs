using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>The facts of a thing that is a single name.</summary>
internal static class CachedItemStatus
{
    internal static CachedItem WithStatus(this CachedItem item, in FileStatus status) => item with
    {
        Size = status.Size,
        OwnBytes = status.Links > 1 ? 0 : status.Size,
        Files = 1,
        SharedFiles = status.Links > 1 ? 1 : 0,
        Shared = status.Links > 1 ? [new SharedInode(status.Identity, status.Links, 1, status.Size)] : [],
        LastUsed = FolderTally.LastUse(in status),
        Protected = status.IsProtected ? new UnreadablePath(item.Path, PosixException.NotPermitted) : null,
    };
}
