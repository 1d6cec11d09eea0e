using Tare.Images.FileSystem;

namespace Tare.Images.Inspection;

/// <summary>
/// Which cache each path lies in, whether it still exists or a layer deleted it. A path that a symbolic link from outside leads
/// to is in use and in no cache.
/// </summary>
public sealed class CacheMap
{
    private readonly ImageTree _tree;
    private readonly byte[] _categories;

    internal CacheMap(ImageTree tree)
    {
        _tree = tree;
        _categories = new byte[tree.Paths.Count];
    }

    /// <summary>The folders that are conda package caches.</summary>
    internal HashSet<int> PackageCacheFolders { get; } = [];

    /// <summary>The cache that a path lies in.</summary>
    public WasteCategory this[int path] => path < _categories.Length ? (WasteCategory)_categories[path] : WasteCategory.None;

    /// <summary>Puts a path with all below it into a cache, unless it is in one already.</summary>
    internal void Mark(int path, WasteCategory category)
    {
        if (path < _categories.Length && _categories[path] == 0)
        {
            _categories[path] = (byte)category;
        }

        MarkChildren(path, category);
    }

    /// <summary>Puts what is below a folder into a cache; the folder itself stays.</summary>
    internal void MarkChildren(int folder, WasteCategory category)
    {
        for (var child = _tree.Paths.FirstChild(folder); child >= 0; child = _tree.Paths.NextSibling(child))
        {
            Mark(child, category);
        }
    }

    /// <summary>Takes a path with all below it out of its cache; the folders above it stay too.</summary>
    internal void Clear(int path)
    {
        ClearBelow(path);
        for (var at = _tree.Paths.Parent(path); at > PathTable.Root && this[at] != WasteCategory.None; at = _tree.Paths.Parent(at))
        {
            _categories[at] = 0;
        }
    }

    private void ClearBelow(int path)
    {
        if (path < _categories.Length)
        {
            _categories[path] = 0;
        }

        for (var child = _tree.Paths.FirstChild(path); child >= 0; child = _tree.Paths.NextSibling(child))
        {
            ClearBelow(child);
        }
    }
}
