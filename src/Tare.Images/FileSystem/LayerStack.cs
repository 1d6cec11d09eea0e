namespace Tare.Images.FileSystem;

/// <summary>
/// Stacks layers by the rules of the image specification (image-spec, layer.md): a whiteout hides the layers below, never its
/// own; a folder over a folder changes its attributes; anything else replaces what has the name, and a folder that is replaced
/// takes its content along. A symbolic link among the parents is followed inside the image, as every unpacker does (usr-merge).
/// </summary>
public sealed class LayerStack
{
    private readonly PathTable _paths;
    private readonly ImageTree _tree;
    private readonly FolderResolver _folders;
    private int _layer;
    private int _firstOfLayer;

    private LayerStack(PathTable paths, IReadOnlyList<LayerContents> layers)
    {
        _paths = paths;
        _tree = new ImageTree(paths, layers);
        _folders = new FolderResolver(_tree);
    }

    /// <summary>
    /// Builds the final file system. Entries' paths become the places where they landed. A layer that no unpacker accepts raises
    /// <see cref="LayerFormatException"/>.
    /// </summary>
    public static ImageTree Build(PathTable paths, IReadOnlyList<LayerContents> layers)
    {
        var stack = new LayerStack(paths, layers);
        for (var layer = 0; layer < layers.Count; layer++)
        {
            stack.Apply(layer);
        }

        return stack._tree;
    }

    private void Apply(int layer)
    {
        (_layer, _folders.Layer) = (layer, layer);
        _firstOfLayer = _tree.FirstEntry(layer);
        var entries = _tree.Layers[layer].Entries;
        for (var i = 0; i < entries.Count; i++)
        {
            Apply(ref entries[i], _firstOfLayer + i);
        }
    }

    private void Apply(ref LayerEntry entry, int number)
    {
        switch (entry.Kind)
        {
            case EntryKind.Whiteout:
                if (_folders.Find(_paths.Parent(entry.Path)) is var parent and >= 0)
                {
                    entry.Path = _paths.Child(parent, _paths.Name(entry.Path));
                    RemoveLower(entry.Path, number);
                }

                break;
            case EntryKind.OpaqueFolder:
                if (_folders.Find(entry.Path) is var folder and >= 0)
                {
                    entry.Path = folder;
                    RemoveChildrenLower(folder, number);
                }

                break;
            case EntryKind.Ignored:
                break;
            case EntryKind.HardLink:
                var source = Source(entry);
                entry.Path = Place(entry.Path);
                entry.Target = source;
                entry.Size = _tree.InodeEntry(source);
                entry.Attributes = _tree.NameEntry(source);
                Put(entry.Path, number, (int)entry.Size);
                break;
            case EntryKind.Folder when entry.Path == PathTable.Root:
                _tree.Set(PathTable.Root, number, number);
                break;
            default:
                entry.Path = Place(entry.Path);
                Put(entry.Path, number, number);
                break;
        }
    }

    private int Place(int path)
    {
        if (path == PathTable.Root)
        {
            throw new LayerFormatException($"layer {_layer + 1} puts something other than a folder at the root of the image");
        }

        var parent = _paths.Parent(path);
        var folder = _folders.FindOrMake(parent);
        return folder == parent ? path : _paths.Child(folder, _paths.Name(path));
    }

    // The name that a hard link refers to; unpackers link to a symbolic link itself, they do not follow it.
    private int Source(in LayerEntry entry)
    {
        var target = entry.Target;
        var folder = target == PathTable.Root ? -1 : _folders.Find(_paths.Parent(target));
        var source = folder < 0 ? -1 : _paths.Child(folder, _paths.Name(target));
        if (source < 0 || !_tree.Exists(source) || _tree.IsFolder(source))
        {
            throw new LayerFormatException(
                $"layer {_layer + 1} has a hard link `{_paths.PathText(entry.Path)}` to `{_paths.PathText(target)}`, which is not a file there");
        }

        return source;
    }

    private void Put(int path, int number, int inode)
    {
        if (_tree.Exists(path))
        {
            var stays = _tree.IsFolder(path) && _tree.Entry(inode).Kind == EntryKind.Folder;
            if (!stays && !(_tree.InodeEntry(path) == inode && _tree.NameEntry(path) >= _firstOfLayer))
            {
                Remove(path, number);
            }
            else if (_tree.NameEntry(path) >= 0)
            {
                _tree.Remover[_tree.NameEntry(path)] = number;
            }
        }

        _tree.Set(path, number, inode);
    }

    private void Remove(int path, int by)
    {
        for (var child = _paths.FirstChild(path); child >= 0; child = _paths.NextSibling(child))
        {
            if (_tree.Exists(child))
            {
                Remove(child, by);
            }
        }

        Forget(path, by);
    }

    // Takes away what the layers below put there; what this layer put there stays, wherever its whiteout stands in the archive.
    private bool RemoveLower(int path, int by)
    {
        if (!_tree.Exists(path))
        {
            return false;
        }

        var stays = RemoveChildrenLower(path, by);
        if (_tree.NameEntry(path) >= _firstOfLayer)
        {
            return true;
        }

        if (stays)
        {
            MarkRemoved(path, by);
            _tree.Set(path, ImageTree.Implied, ImageTree.Implied);
            return true;
        }

        Forget(path, by);
        return false;
    }

    private bool RemoveChildrenLower(int folder, int by)
    {
        var stays = false;
        for (var child = _paths.FirstChild(folder); child >= 0; child = _paths.NextSibling(child))
        {
            stays |= RemoveLower(child, by);
        }

        return stays;
    }

    private void Forget(int path, int by)
    {
        _folders.Changed();
        MarkRemoved(path, by);
        _tree.Set(path, ImageTree.None, ImageTree.None);
    }

    private void MarkRemoved(int path, int by)
    {
        if (_tree.NameEntry(path) is var name and >= 0)
        {
            _tree.Remover[name] = by;
        }
    }
}
