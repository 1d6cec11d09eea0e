using Tare.Primitives.Posix;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>The open folders that hold what is removed: the caches, and the folders in them that hold packages.</summary>
internal sealed class FolderPool : IDisposable
{
    private readonly Dictionary<string, FolderHandle> _open = [];

    /// <summary>A folder below a cache, reached name by name; a symbolic link below the cache is refused.</summary>
    internal FolderHandle Open(string cache, string below)
    {
        var path = Path.Join(cache, below);
        if (_open.TryGetValue(path, out var known))
        {
            return known;
        }

        var handle = below.Length == 0
            ? FolderHandle.Open(cache)
            : Open(cache, Path.GetDirectoryName(below) ?? "").OpenFolder(PathText.EncodeZ(Path.GetFileName(below)));
        return _open[path] = handle;
    }

    public void Dispose()
    {
        foreach (var handle in _open.Values)
        {
            handle.Dispose();
        }
    }
}
