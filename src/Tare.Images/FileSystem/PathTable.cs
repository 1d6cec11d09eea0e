using System.Text;

namespace Tare.Images.FileSystem;

/// <summary>
/// Every path that any layer names, as a tree of numbers: a path is its parent and the number of its last segment. 0 is the
/// root. Adding is guarded by a lock, as layers are read side by side; the rest is for when they have been read.
/// </summary>
public sealed class PathTable
{
    /// <summary>The root of the image.</summary>
    public const int Root = 0;

    private const int MaximumDepth = 2100; // PATH_MAX is 4096, so no reachable path has more segments than this.
    private readonly Lock _lock = new();
    private Node[] _nodes = new Node[1024];
    private int[] _buckets = new int[2048];

    /// <summary>A table that holds the root.</summary>
    public PathTable()
    {
        _nodes[Root] = new Node { Parent = -1, FirstChild = -1, NextSibling = -1 };
        Count = 1;
    }

    /// <summary>How many paths there are.</summary>
    public int Count { get; private set; }

    /// <summary>The segments, and the texts of symbolic links.</summary>
    public NameTable Names { get; } = new();

    /// <summary>The folder of a path; -1 for the root.</summary>
    public int Parent(int path) => _nodes[path].Parent;

    /// <summary>The last segment of a path.</summary>
    public ReadOnlySpan<byte> Name(int path) => Names[_nodes[path].Name];

    /// <summary>The number of the last segment.</summary>
    public int NameId(int path) => _nodes[path].Name;

    /// <summary>The path below this one that was added last, or -1.</summary>
    public int FirstChild(int path) => _nodes[path].FirstChild;

    /// <summary>The next path of the same folder, or -1.</summary>
    public int NextSibling(int path) => _nodes[path].NextSibling;

    /// <summary>Finds or makes the path of a name in a folder.</summary>
    public int Child(int folder, ReadOnlySpan<byte> name)
    {
        lock (_lock)
        {
            return ChildOf(folder, Names.Intern(name));
        }
    }

    /// <summary>Finds or makes a path from segments joined by single slashes, relative to a folder.</summary>
    public int Descendant(int folder, ReadOnlySpan<byte> relative)
    {
        lock (_lock)
        {
            foreach (var range in relative.Split((byte)'/'))
            {
                folder = ChildOf(folder, Names.Intern(relative[range]));
            }

            return folder;
        }
    }

    /// <summary>Interns a text that is not a path.</summary>
    public int Text(ReadOnlySpan<byte> text)
    {
        lock (_lock)
        {
            return Names.Intern(text);
        }
    }

    /// <summary>The path of a name in a folder, or -1.</summary>
    public int Find(int folder, ReadOnlySpan<byte> name)
    {
        var id = Names.Find(name);
        return id < 0 ? -1 : _buckets[Slot(folder, id)] - 1;
    }

    /// <summary>The path of segments joined by single slashes, relative to a folder, or -1.</summary>
    public int FindDescendant(int folder, ReadOnlySpan<byte> relative)
    {
        foreach (var range in relative.Split((byte)'/'))
        {
            folder = Find(folder, relative[range]);
            if (folder < 0)
            {
                return -1;
            }
        }

        return folder;
    }

    /// <summary>The path as bytes from the root, without a slash at the start: <c>opt/conda/bin</c>; empty for the root.</summary>
    public byte[] Bytes(int path)
    {
        var length = 0;
        for (var at = path; at > Root; at = Parent(at))
        {
            length += Name(at).Length + 1;
        }

        var bytes = new byte[Math.Max(0, length - 1)];
        var end = bytes.Length;
        for (var at = path; at > Root; at = Parent(at))
        {
            Name(at).CopyTo(bytes.AsSpan(end - Name(at).Length));
            end -= Name(at).Length;
            if (end > 0)
            {
                bytes[--end] = (byte)'/';
            }
        }

        return bytes;
    }

    /// <summary>The path as text, with a slash at the start; bytes that are not UTF-8 become U+FFFD.</summary>
    public string PathText(int path) => "/" + Encoding.UTF8.GetString(Bytes(path));

    /// <summary>Whether <paramref name="path"/> is <paramref name="folder"/> or lies below it.</summary>
    public bool IsWithin(int path, int folder)
    {
        var levels = _nodes[path].Depth - _nodes[folder].Depth;
        for (; levels > 0; levels--)
        {
            path = _nodes[path].Parent;
        }

        return path == folder;
    }

    /// <summary>Orders paths as the bytes of their names do, a folder before what is in it.</summary>
    public int Compare(int first, int second)
    {
        var (left, right) = (first, second);
        while (_nodes[left].Depth > _nodes[right].Depth)
        {
            left = _nodes[left].Parent;
        }

        while (_nodes[right].Depth > _nodes[left].Depth)
        {
            right = _nodes[right].Parent;
        }

        if (left == right)
        {
            return _nodes[first].Depth.CompareTo(_nodes[second].Depth);
        }

        while (_nodes[left].Parent != _nodes[right].Parent)
        {
            (left, right) = (_nodes[left].Parent, _nodes[right].Parent);
        }

        return Name(left).SequenceCompareTo(Name(right));
    }

    private int ChildOf(int folder, int name)
    {
        var slot = Slot(folder, name);
        if (_buckets[slot] != 0)
        {
            return _buckets[slot] - 1;
        }

        if (Count == _nodes.Length)
        {
            Array.Resize(ref _nodes, Count * 2);
        }

        var depth = _nodes[folder].Depth + 1;
        if (depth > MaximumDepth)
        {
            throw new LayerFormatException($"a path is nested more than {MaximumDepth} folders deep");
        }

        ref var parent = ref _nodes[folder];
        _nodes[Count] = new Node { Parent = folder, Name = name, Depth = depth, FirstChild = -1, NextSibling = parent.FirstChild };
        parent.FirstChild = Count;
        _buckets[slot] = Count + 1;
        if (++Count * 2 > _buckets.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    private int Slot(int folder, int name)
    {
        var mask = _buckets.Length - 1;
        var slot = (int)((((ulong)(uint)folder * 0x9E3779B97F4A7C15UL) ^ ((ulong)(uint)name * 0xC2B2AE3D27D4EB4FUL)) >> 29) & mask;
        while (_buckets[slot] != 0)
        {
            ref var node = ref _nodes[_buckets[slot] - 1];
            if (node.Parent == folder && node.Name == name)
            {
                break;
            }

            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        for (var path = 1; path < Count; path++)
        {
            _buckets[Slot(_nodes[path].Parent, _nodes[path].Name)] = path + 1;
        }
    }

    private struct Node
    {
        public int Parent;
        public int Name;
        public int FirstChild;
        public int NextSibling;
        public int Depth;
    }
}
