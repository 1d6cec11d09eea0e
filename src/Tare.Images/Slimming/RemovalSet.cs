using Tare.Images.FileSystem;
using Tare.Images.Inspection;

namespace Tare.Images.Slimming;

/// <summary>The paths of the final file system that go, each with its reason. A folder goes only with everything in it.</summary>
public sealed class RemovalSet
{
    private const byte ProfileBase = 100;
    private readonly ImageTree _tree;
    private readonly byte[] _reasons;

    private RemovalSet(ImageTree tree)
    {
        _tree = tree;
        _reasons = new byte[tree.Paths.Count];
    }

    /// <summary>The path goes.</summary>
    public bool Contains(int path) => path < _reasons.Length && _reasons[path] != 0;

    /// <summary>Why: the name of a category or a profile; null for a path that stays.</summary>
    public string? Reason(int path) => !Contains(path) ? null
        : _reasons[path] >= ProfileBase ? ((SlimProfile)(_reasons[path] - ProfileBase)).Name() : ((WasteCategory)_reasons[path]).Name();

    internal static RemovalSet Of(ImageInspection inspection, SlimOptions options)
    {
        var set = new RemovalSet(inspection.Tree);
        foreach (var path in inspection.Tree.ExistingPaths())
        {
            var category = inspection.Caches[path];
            if (category != WasteCategory.None && options.Categories.Contains(category))
            {
                set._reasons[path] = (byte)category;
            }
        }

        var finder = new ProfileFinder(inspection);
        foreach (var profile in options.Profiles.Order())
        {
            foreach (var path in finder.Find(profile))
            {
                set.Mark(path, (byte)(ProfileBase + (byte)profile));
            }
        }

        set.Prune(PathTable.Root);
        return set;
    }

    /// <summary>Lets a path stay, and the folders above it.</summary>
    internal void Restore(int path)
    {
        for (var at = path; at >= PathTable.Root; at = _tree.Paths.Parent(at))
        {
            _reasons[at] = 0;
        }
    }

    private void Mark(int path, byte reason)
    {
        if (_reasons[path] == 0)
        {
            _reasons[path] = reason;
        }

        for (var child = _tree.Paths.FirstChild(path); child >= 0; child = _tree.Paths.NextSibling(child))
        {
            if (_tree.Exists(child))
            {
                Mark(child, reason);
            }
        }
    }

    // Whether something in the folder stays; then the folder stays too. A __pycache__ that lost everything goes along.
    private bool Prune(int folder)
    {
        var stays = false;
        byte reason = 0;
        for (var child = _tree.Paths.FirstChild(folder); child >= 0; child = _tree.Paths.NextSibling(child))
        {
            if (_tree.Exists(child))
            {
                stays |= _tree.IsFolder(child) ? Prune(child) : !Contains(child);
                reason = Math.Max(reason, _reasons[child]);
            }
        }

        if (stays)
        {
            _reasons[folder] = 0;
        }
        else if (reason != 0 && _tree.Paths.Name(folder).SequenceEqual("__pycache__"u8) && _reasons[folder] == 0)
        {
            _reasons[folder] = reason;
        }

        return !Contains(folder);
    }
}
