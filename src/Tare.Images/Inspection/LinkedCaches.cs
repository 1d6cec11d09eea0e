using Tare.Images.FileSystem;

namespace Tare.Images.Inspection;

/// <summary>
/// Takes out of the caches what symbolic links from outside lead to: an environment that conda soft-linked lives in the package
/// cache. A package is released as a whole, as its files find each other by relative paths.
/// </summary>
internal sealed class LinkedCaches(ImageTree tree, CacheMap map)
{
    internal void Release()
    {
        var resolver = new LinkResolver(tree);
        var work = new Queue<int>();
        foreach (var path in tree.ExistingPaths())
        {
            if (map[path] == WasteCategory.None && IsLink(path))
            {
                work.Enqueue(path);
            }
        }

        while (work.TryDequeue(out var link))
        {
            foreach (var step in resolver.Steps(link))
            {
                if (map[step] is not (WasteCategory.None or WasteCategory.BytecodeOrphans))
                {
                    var released = Unit(step);
                    map.Clear(released);
                    Enqueue(released, work);
                }
            }
        }
    }

    // The package that a path of a package cache belongs to; elsewhere the path itself.
    private int Unit(int path)
    {
        for (var at = path; at > PathTable.Root; at = tree.Paths.Parent(at))
        {
            if (map.PackageCacheFolders.Contains(tree.Paths.Parent(at)))
            {
                return at;
            }
        }

        return path;
    }

    private void Enqueue(int path, Queue<int> work)
    {
        if (IsLink(path))
        {
            work.Enqueue(path);
        }

        for (var child = tree.Paths.FirstChild(path); child >= 0; child = tree.Paths.NextSibling(child))
        {
            if (tree.Exists(child))
            {
                Enqueue(child, work);
            }
        }
    }

    private bool IsLink(int path) =>
        tree.Exists(path) && tree.InodeEntry(path) >= 0 && tree.Entry(tree.InodeEntry(path)).Kind == EntryKind.SymbolicLink;
}
