using System.Runtime.InteropServices;

namespace Tare.Images.Bytecode;

/// <summary>
/// The objects of a marshal stream by their values: two that are written alike are one, whatever objects they were in Python. Code
/// objects alone stay as many as there were. An object comes behind those that are in it.
/// </summary>
internal sealed class MarshalGraph : IEqualityComparer<int>
{
    private readonly byte[] _stream;
    private readonly List<MarshalNode> _nodes = [];
    private readonly List<int> _children = [];
    private readonly HashSet<int> _known;

    internal MarshalGraph(byte[] stream) => (_stream, _known) = (stream, new HashSet<int>(this));

    internal int Count => _nodes.Count;

    internal MarshalNode this[int node] => _nodes[node];

    internal ReadOnlySpan<int> ChildrenOf(int node) => CollectionsMarshal.AsSpan(_children).Slice(_nodes[node].Children, _nodes[node].Count);

    internal ReadOnlySpan<byte> BytesOf(int node) => _stream.AsSpan(_nodes[node].Start, _nodes[node].Length);

    /// <summary>The line number of a code object, as it is written.</summary>
    internal ReadOnlySpan<byte> LineOf(int node) => _stream.AsSpan(_nodes[node].Line, sizeof(int));

    /// <summary>The object of this value.</summary>
    internal int Add(MarshalNode node, ReadOnlySpan<int> children)
    {
        var added = _nodes.Count;
        _nodes.Add(node with { Children = _children.Count, Count = children.Length });
        _children.AddRange(children);
        if (node.Kind == MarshalKind.Code || _known.Add(added))
        {
            return added;
        }

        _known.TryGetValue(added, out var known);
        _nodes.RemoveAt(added);
        _children.RemoveRange(_children.Count - children.Length, children.Length);
        return known;
    }

    /// <summary>An order of values that depends on nothing else; of code objects that are alike the first comes first.</summary>
    internal int Compare(int left, int right)
    {
        while (left != right)
        {
            var (a, b) = (_nodes[left], _nodes[right]);
            var order = a.Kind.CompareTo(b.Kind) is not 0 and var kinds ? kinds : BytesOf(left).SequenceCompareTo(BytesOf(right)) is not 0 and var bytes ? bytes : a.Count.CompareTo(b.Count);
            if (order == 0 && a.Kind == MarshalKind.Code)
            {
                order = LineOf(left).SequenceCompareTo(LineOf(right));
            }

            var same = ChildrenOf(left).CommonPrefixLength(ChildrenOf(right));
            if (order != 0 || same == a.Count)
            {
                return order != 0 ? order : left.CompareTo(right);
            }

            (left, right) = (ChildrenOf(left)[same], ChildrenOf(right)[same]);
        }

        return 0;
    }

    public bool Equals(int x, int y) => _nodes[x].Kind == _nodes[y].Kind && BytesOf(x).SequenceEqual(BytesOf(y)) && ChildrenOf(x).SequenceEqual(ChildrenOf(y));

    public int GetHashCode(int node)
    {
        var hash = default(HashCode);
        hash.Add(_nodes[node].Kind);
        hash.AddBytes(BytesOf(node));
        foreach (var child in ChildrenOf(node))
        {
            hash.Add(child);
        }

        return hash.ToHashCode();
    }
}
