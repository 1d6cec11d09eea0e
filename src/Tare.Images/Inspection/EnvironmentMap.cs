using Tare.Images.FileSystem;

namespace Tare.Images.Inspection;

/// <summary>The environments of an image by their roots, and which one a path lies in.</summary>
public sealed class EnvironmentMap
{
    private readonly PathTable _paths;
    private readonly HashSet<int> _roots;
    private int _lastFolder = -1;
    private int _lastRoot;

    internal EnvironmentMap(PathTable paths, IEnumerable<int> roots)
    {
        _paths = paths;
        _roots = [.. roots];
        Roots = [.. _roots.OrderBy(r => r, Comparer<int>.Create(paths.Compare))];
    }

    /// <summary>Roots of environments, in order.</summary>
    public IReadOnlyList<int> Roots { get; }

    /// <summary>The innermost environment that a path lies in, or -1. Caches lie in the environment around them.</summary>
    public int Of(int path)
    {
        var folder = _paths.Parent(path);
        if (folder != _lastFolder)
        {
            _lastFolder = folder;
            _lastRoot = Find(folder);
        }

        return _lastRoot;
    }

    private int Find(int folder)
    {
        for (var at = folder; at >= PathTable.Root; at = _paths.Parent(at))
        {
            if (_roots.Contains(at))
            {
                return at;
            }
        }

        return -1;
    }
}
