using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tare.Images.Bytecode;

/// <summary>
/// Reads the objects of a compiled module (CPython, Python/marshal.c, r_object). The program that wrote them came with a package, so any
/// bytes end well or in a <see cref="MarshalFormatException"/>, in memory that grows with their number. Lists, sets and dictionaries are
/// refused: no compiled module has them.
/// </summary>
internal sealed class MarshalReader
{
    /// <summary>As deep as Python itself reads.</summary>
    internal const int MostDepth = 2000;

    private const int Unfinished = -1;
    private readonly byte[] _stream;
    private readonly CodeLayout _layout;
    private readonly MarshalGraph _graph;
    private readonly List<int> _referable = [];

    // The objects of all containers that are being read.
    private readonly List<int> _open = [];
    private int _at;

    private MarshalReader(byte[] stream, int start, CodeLayout layout) => (_stream, _layout, _graph, _at) = (stream, layout, new MarshalGraph(stream), start);

    /// <summary>Reads the one object that a stream holds from <paramref name="start"/> on.</summary>
    internal static (MarshalGraph Graph, int Root) Read(byte[] stream, int start, CodeLayout layout)
    {
        var reader = new MarshalReader(stream, start, layout);
        var root = reader.Object(1);
        return reader._at == stream.Length ? (reader._graph, root) : throw reader.Problem("something follows the module");
    }

    private int Object(int depth)
    {
        if (depth > MostDepth)
        {
            throw Problem("objects are nested too deep");
        }

        var code = _stream[Take(1)];
        var kind = (byte)(code & ~MarshalKind.Flag);
        if (kind == MarshalKind.Reference)
        {
            return Referred();
        }

        if (MarshalKind.IsSingle(kind))
        {
            return _graph.Add(new MarshalNode(kind, _at, 0), []);
        }

        // Objects are numbered in the order in which they begin.
        var place = _referable.Count;
        if (code != kind)
        {
            _referable.Add(Unfinished);
        }

        var node = kind switch
        {
            MarshalKind.SmallTuple => Container(MarshalKind.Tuple, _stream[Take(1)], depth),
            MarshalKind.Tuple or MarshalKind.FrozenSet => Container(kind, Size(), depth),
            MarshalKind.Slice => Container(kind, 3, depth),
            MarshalKind.Code => Code(depth),
            _ => Plain(kind),
        };
        if (code != kind)
        {
            _referable[place] = node;
        }

        return node;
    }

    private int Referred()
    {
        var number = BinaryPrimitives.ReadInt32LittleEndian(_stream.AsSpan(Take(sizeof(int))));
        return number < 0 || number >= _referable.Count || _referable[number] == Unfinished ? throw Problem($"there is no object {number} to refer to") : _referable[number];
    }

    private int Container(byte kind, int size, int depth)
    {
        // Each object takes a byte at least: a size beyond that is found before memory is asked for.
        if (size > _stream.Length - _at)
        {
            throw Problem($"there are no {size} objects");
        }

        var first = _open.Count;
        ReadMany(size, depth);
        var children = CollectionsMarshal.AsSpan(_open)[first..];
        if (kind == MarshalKind.FrozenSet)
        {
            children.Sort(_graph.Compare);
        }

        var node = _graph.Add(new MarshalNode(kind, _at, 0), children);
        _open.RemoveRange(first, size);
        return node;
    }

    private int Code(int depth)
    {
        var (first, numbers) = (_open.Count, Take(_layout.Numbers * sizeof(int)));
        ReadMany(CodeLayout.Objects, depth);
        var line = Take(sizeof(int));
        ReadMany(_layout.Tables, depth);
        var node = _graph.Add(new MarshalNode(MarshalKind.Code, numbers, _layout.Numbers * sizeof(int)) { Line = line }, CollectionsMarshal.AsSpan(_open)[first..]);
        _open.RemoveRange(first, _open.Count - first);
        return node;
    }

    private void ReadMany(int count, int depth)
    {
        for (var i = 0; i < count; i++)
        {
            _open.Add(Object(depth + 1));
        }
    }

    private int Plain(byte kind)
    {
        var start = _at;
        switch (kind)
        {
            case MarshalKind.Int:
                Take(4);
                break;
            case MarshalKind.Int64 or MarshalKind.BinaryFloat:
                Take(8);
                break;
            case MarshalKind.BinaryComplex:
                Take(16);
                break;
            case MarshalKind.Long:
                Take(2 * Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(_stream.AsSpan(Take(sizeof(int))))));
                break;
            case MarshalKind.Float or MarshalKind.ShortAscii or MarshalKind.ShortAsciiInterned:
                Take(_stream[Take(1)]);
                break;
            case MarshalKind.Complex:
                Take(_stream[Take(1)]);
                Take(_stream[Take(1)]);
                break;
            case MarshalKind.Bytes or MarshalKind.Unicode or MarshalKind.Interned or MarshalKind.Ascii or MarshalKind.AsciiInterned:
                Take(Size());
                break;
            default:
                throw Problem($"no object has the type {kind}");
        }

        return _graph.Add(new MarshalNode(Settled(kind, _stream.AsSpan(start, _at - start)), start, _at - start), []);
    }

    // Python has strings of no or one character below 256 once, and whether those are interned depends on what it did before.
    private static byte Settled(byte kind, ReadOnlySpan<byte> written) => kind switch
    {
        MarshalKind.ShortAscii when written[0] <= 1 => MarshalKind.ShortAsciiInterned,
        MarshalKind.Unicode when written.Length == sizeof(int) + 2 && written[sizeof(int)] is 0xC2 or 0xC3 => MarshalKind.Interned,
        _ => kind,
    };

    private int Size()
    {
        var size = BinaryPrimitives.ReadInt32LittleEndian(_stream.AsSpan(Take(sizeof(int))));
        return size >= 0 ? size : throw Problem("a size is negative");
    }

    // The place of so many bytes, which are left behind.
    private int Take(long count)
    {
        if (count > _stream.Length - _at)
        {
            throw Problem("the module ends too early");
        }

        var start = _at;
        _at += (int)count;
        return start;
    }

    private MarshalFormatException Problem(string problem) => new(problem, _at);
}
