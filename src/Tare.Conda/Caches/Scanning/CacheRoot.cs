using Tare.Primitives.Posix;

namespace Tare.Conda.Caches.Scanning;

/// <summary>A cache where the walk begins.</summary>
internal sealed class CacheRoot
{
    private readonly FileStatus _status;
    private readonly UnreadablePath? _obstacle;

    private CacheRoot(string path, ScanRequest request, FolderHandle? handle)
    {
        Path = path;
        Handle = handle;
        Tally = new CacheTally(path, request);
        ResolvedPath = FolderHandle.Resolve(path) ?? path;
        if (handle is not null)
        {
            _status = handle.OwnStatus();
            _obstacle = ObstacleIn(handle, path);
        }
    }

    internal string Path { get; }

    internal string ResolvedPath { get; }

    /// <summary>The open folder; null where it cannot be opened.</summary>
    internal FolderHandle? Handle { get; }

    internal CacheTally Tally { get; }

    /// <summary>Opens a cache; null where there is none, or where it was already opened under another path.</summary>
    internal static CacheRoot? TryOpen(string path, HashSet<FileIdentity> seen, ScanRequest request)
    {
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        try
        {
            var handle = FolderHandle.Open(path);
            if (seen.Add(handle.OwnStatus().Identity))
            {
                return new CacheRoot(path, request, handle);
            }

            handle.Dispose();
            return null;
        }
        catch (PosixException exception) when (exception.Errno is PosixException.NotFound or PosixException.NotAFolder)
        {
            return null;
        }
        catch (PosixException exception)
        {
            return new CacheRoot(path, request, null) { Tally = { Problem = new UnreadablePath(path, exception.Errno) } };
        }
    }

    internal CacheContents Contents() => new(Path, Tally.Items)
    {
        IsFixed = _status.IsMountRoot || new FileInfo(Path).LinkTarget is not null,
        Obstacle = _obstacle,
        Problem = Tally.Problem,
    };

    // conda takes a cache for its own when it may append to urls.txt; without the file, the folder decides.
    private static UnreadablePath? ObstacleIn(FolderHandle handle, string path)
    {
        var errno = handle.WriteObstacle("urls.txt\0"u8);
        if (errno == PosixException.NotFound)
        {
            errno = handle.WriteObstacle([]);
        }

        return errno == 0 ? null : new UnreadablePath(path, errno);
    }
}
