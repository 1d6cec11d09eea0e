using System.Buffers;
using System.Buffers.Binary;

namespace Tare.Images.Bytecode;

/// <summary>Writes objects the way marshal does (CPython, Python/marshal.c, w_object), but for references: there is one wherever a value comes again, and nothing can be referred to that is not.</summary>
internal sealed class MarshalWriter
{
    private const int Unwritten = -1;
    private readonly MarshalGraph _graph;
    private readonly IBufferWriter<byte> _output;
    private readonly bool[] _isShared;
    private readonly int[] _numbers;
    private int _referable;

    private MarshalWriter(MarshalGraph graph, int root, IBufferWriter<byte> output)
    {
        (_graph, _output, _isShared, _numbers) = (graph, output, Shared(graph, root), new int[graph.Count]);
        Array.Fill(_numbers, Unwritten);
    }

    internal static void Write(MarshalGraph graph, int root, IBufferWriter<byte> output) => new MarshalWriter(graph, root, output).Write(root, 1);

    // What is used more than once. Objects come behind what is in them, so that one pass from the end sees every use before what it uses.
    private static bool[] Shared(MarshalGraph graph, int root)
    {
        var (uses, isShared) = (new bool[graph.Count], new bool[graph.Count]);
        uses[root] = true;
        for (var node = root; node >= 0; node--)
        {
            foreach (var child in uses[node] ? graph.ChildrenOf(node) : [])
            {
                isShared[child] = uses[child];
                uses[child] = true;
            }
        }

        return isShared;
    }

    private void Write(int node, int depth)
    {
        var kind = _graph[node].Kind;
        if (MarshalKind.IsSingle(kind))
        {
            Put(kind);
        }
        else if (_numbers[node] != Unwritten)
        {
            Put(MarshalKind.Reference);
            Put(_numbers[node]);
        }
        else if (depth > MarshalReader.MostDepth)
        {
            throw new MarshalFormatException("objects are nested too deep", _graph[node].Start);
        }
        else
        {
            WriteWhole(node, depth);
        }
    }

    private void WriteWhole(int node, int depth)
    {
        var children = _graph.ChildrenOf(node);
        var (kind, flag) = (_graph[node].Kind, (byte)0);
        if (_isShared[node])
        {
            _numbers[node] = _referable++;
            flag = MarshalKind.Flag;
        }

        if (kind == MarshalKind.Tuple && children.Length <= byte.MaxValue)
        {
            Put((byte)(MarshalKind.SmallTuple | flag));
            Put((byte)children.Length);
        }
        else
        {
            Put((byte)(kind | flag));
            _output.Write(_graph.BytesOf(node));
            if (kind is MarshalKind.Tuple or MarshalKind.FrozenSet)
            {
                Put(children.Length);
            }
        }

        for (var i = 0; i < children.Length; i++)
        {
            if (kind == MarshalKind.Code && i == CodeLayout.Objects)
            {
                _output.Write(_graph.LineOf(node));
            }

            Write(children[i], depth + 1);
        }
    }

    private void Put(byte value)
    {
        _output.GetSpan(1)[0] = value;
        _output.Advance(1);
    }

    private void Put(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_output.GetSpan(sizeof(int)), value);
        _output.Advance(sizeof(int));
    }
}
