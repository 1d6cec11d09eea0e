using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>The sums over one folder of a cached thing, gathered without a lock.</summary>
internal struct FolderTally
{
    internal long Size;
    internal long OwnBytes;
    internal int Files;
    internal long LastUsed;
    internal List<LinkedName>? Linked;
    internal UnreadablePath? Protected;

    /// <summary>The path of the first file, in the order of names; null where there is none that an installation would link.</summary>
    internal string? FirstFile;

    internal void Add(in FileStatus status)
    {
        Files++;
        Size += status.Size;
        LastUsed = Math.Max(LastUsed, LastUse(in status));
        if (status.Links > 1)
        {
            Linked!.Add(new LinkedName(status.Identity, status.Links, status.Size));
        }
        else
        {
            OwnBytes += status.Size;
        }
    }

    internal static long LastUse(in FileStatus status) => Math.Max(status.AccessedSeconds, status.Modified.ToUnixTimeSeconds());
}
