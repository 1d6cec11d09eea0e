namespace Tare.Images.FileSystem;

/// <summary>Finds the folder that a path leads to in the file system as it stands, following symbolic links inside the image only.</summary>
internal sealed class FolderResolver(ImageTree tree)
{
    private const int MaximumLinks = 40; // as Linux counts them (ELOOP)
    private int _lastAsked = -1;
    private int _lastFound;
    private int _linksLeft;

    /// <summary>The layer whose names are resolved; -1 when the tree is finished.</summary>
    internal int Layer
    {
        get;
        set
        {
            field = value;
            Changed();
        }
    }

    = -1;

    /// <summary>What was found may no longer be so.</summary>
    internal void Changed() => _lastAsked = -1;

    /// <summary>The folder, or -1 where the path leads nowhere or to something else.</summary>
    internal int Find(int path)
    {
        _linksLeft = MaximumLinks;
        return Resolve(path, make: false);
    }

    /// <summary>The folder; missing ones are made, as unpackers do. Something else in the way raises <see cref="LayerFormatException"/>.</summary>
    internal int FindOrMake(int path)
    {
        if (path != _lastAsked)
        {
            _linksLeft = MaximumLinks;
            _lastFound = Resolve(path, make: true);
            _lastAsked = path;
        }

        return _lastFound;
    }

    private int Resolve(int path, bool make)
    {
        // What exists under its own number has real folders all the way up.
        if (tree.IsFolder(path))
        {
            return path;
        }

        if (!tree.Exists(path))
        {
            var parent = Resolve(tree.Paths.Parent(path), make);
            return parent < 0 ? -1 : Step(parent, tree.Paths.Name(path), make);
        }

        return Follow(path, make);
    }

    private int Step(int folder, ReadOnlySpan<byte> name, bool make)
    {
        var path = make ? tree.Paths.Child(folder, name) : tree.Paths.Find(folder, name);
        if (path < 0 || (!make && !tree.Exists(path)))
        {
            return -1;
        }

        if (tree.Exists(path))
        {
            return tree.IsFolder(path) ? path : Follow(path, make);
        }

        tree.Set(path, ImageTree.Implied, ImageTree.Implied);
        return path;
    }

    private int Follow(int path, bool make)
    {
        ref var entry = ref tree.Entry(tree.InodeEntry(path));
        if (entry.Kind != EntryKind.SymbolicLink)
        {
            return make ? throw new LayerFormatException($"a layer puts something below `{tree.Paths.PathText(path)}`, which is not a folder") : -1;
        }

        if (_linksLeft-- == 0)
        {
            return make ? throw new LayerFormatException($"`{tree.Paths.PathText(path)}` is a symbolic link that leads back to itself") : -1;
        }

        if (Layer >= 0)
        {
            tree.Detours.Add((Layer, tree.NameEntry(path)));
        }

        var text = tree.Paths.Names[entry.Target];
        var at = text.StartsWith("/"u8) ? PathTable.Root : tree.Paths.Parent(path);
        foreach (var range in text.Split((byte)'/'))
        {
            var segment = text[range];
            if (segment.IsEmpty || segment.SequenceEqual("."u8))
            {
                continue;
            }

            at = segment.SequenceEqual(".."u8) ? Math.Max(tree.Paths.Parent(at), PathTable.Root) : Step(at, segment, make);
            if (at < 0)
            {
                return -1;
            }
        }

        return at;
    }
}
