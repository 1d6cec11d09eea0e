namespace Tare.Images.FileSystem;

/// <summary>
/// The file system that the layers of an image make together, as <see cref="LayerStack"/> leaves it, with the account of every
/// inode: each regular file's data belongs to one entry of one layer, whatever names it has.
/// Entries are numbered through all layers; <see cref="LayerOf"/> and <see cref="Entry"/> lead back.
/// </summary>
public sealed class ImageTree
{
    /// <summary>No entry: the path is not there, or nothing removed it.</summary>
    public const int None = -1;

    /// <summary>A folder that no entry describes; something below it implies it.</summary>
    public const int Implied = -2;

    private readonly int[] _firstEntry;
    private int[] _name;
    private int[] _inode;

    internal ImageTree(PathTable paths, IReadOnlyList<LayerContents> layers)
    {
        Paths = paths;
        Layers = layers;
        _firstEntry = new int[layers.Count + 1];
        for (var i = 0; i < layers.Count; i++)
        {
            _firstEntry[i + 1] = checked(_firstEntry[i] + layers[i].Entries.Count);
        }

        _name = NewStates(paths.Count + 64);
        _inode = NewStates(paths.Count + 64);
        Remover = NewStates(EntryCount);
        _name[PathTable.Root] = Implied;
        _inode[PathTable.Root] = Implied;
    }

    /// <summary>The names.</summary>
    public PathTable Paths { get; }

    /// <summary>The layers, base first.</summary>
    public IReadOnlyList<LayerContents> Layers { get; }

    /// <summary>Entries of all layers together.</summary>
    public int EntryCount => _firstEntry[^1];

    /// <summary>By entry: the entry that took its name away, or <see cref="None"/>.</summary>
    public int[] Remover { get; }

    /// <summary>Which layers have names that lead through symbolic links, and the entries of those links.</summary>
    public HashSet<(int Layer, int Link)> Detours { get; } = [];

    /// <summary>The number of the first entry of a layer.</summary>
    public int FirstEntry(int layer) => _firstEntry[layer];

    /// <summary>The layer that brought an entry.</summary>
    public int LayerOf(int entry)
    {
        var layer = Array.BinarySearch(_firstEntry, entry);
        if (layer < 0)
        {
            return ~layer - 1;
        }

        // Empty layers share a number with the next; the entry belongs to the last of them.
        while (_firstEntry[layer + 1] == entry)
        {
            layer++;
        }

        return layer;
    }

    /// <summary>The entry of a number.</summary>
    public ref LayerEntry Entry(int entry)
    {
        var layer = LayerOf(entry);
        return ref Layers[layer].Entries[entry - _firstEntry[layer]];
    }

    /// <summary>The path is part of the final file system.</summary>
    public bool Exists(int path) => path >= 0 && path < _name.Length && _name[path] != None;

    /// <summary>The entry that put the name there: for a folder the one that gives its attributes, or <see cref="Implied"/>.</summary>
    public int NameEntry(int path) => path < _name.Length ? _name[path] : None;

    /// <summary>The entry that holds the inode behind the name: its data and attributes; <see cref="Implied"/> for a folder without entry.</summary>
    public int InodeEntry(int path) => path < _inode.Length ? _inode[path] : None;

    /// <summary>The path is there and is a folder.</summary>
    public bool IsFolder(int path) => Exists(path) && (_inode[path] == Implied || Entry(_inode[path]).Kind == EntryKind.Folder);

    /// <summary>Calls back for every path of the final file system, in no order.</summary>
    public IEnumerable<int> ExistingPaths()
    {
        for (var path = 0; path < Math.Min(Paths.Count, _name.Length); path++)
        {
            if (_name[path] != None)
            {
                yield return path;
            }
        }
    }

    /// <summary>The paths in a folder of the final file system, in the order of their bytes.</summary>
    public List<int> Children(int folder)
    {
        List<int> children = [];
        for (var child = Paths.FirstChild(folder); child >= 0; child = Paths.NextSibling(child))
        {
            if (Exists(child))
            {
                children.Add(child);
            }
        }

        children.Sort((a, b) => Paths.Name(a).SequenceCompareTo(Paths.Name(b)));
        return children;
    }

    internal void Set(int path, int name, int inode)
    {
        if (path >= _name.Length)
        {
            var size = Math.Max(path + 1, _name.Length * 2);
            _name = Resize(_name, size);
            _inode = Resize(_inode, size);
        }

        _name[path] = name;
        _inode[path] = inode;
    }

    private static int[] NewStates(int count)
    {
        var states = GC.AllocateUninitializedArray<int>(count);
        states.AsSpan().Fill(None);
        return states;
    }

    private static int[] Resize(int[] states, int size)
    {
        var larger = NewStates(size);
        states.CopyTo(larger, 0);
        return larger;
    }
}
