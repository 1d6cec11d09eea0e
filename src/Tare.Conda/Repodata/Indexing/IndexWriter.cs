using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Tare.Conda.Repodata.Indexing;

/// <summary>Lays the sections of an index one after another.</summary>
internal sealed class IndexWriter
{
    private readonly (int Offset, int Length)[] _sections = new (int, int)[IndexLayout.SectionCount];
    private readonly byte[] _head;
    private byte[] _bytes;
    private int _length;

    public IndexWriter(IndexHead head, int expectedLength)
    {
        var subdir = Encoding.UTF8.GetBytes(head.Info.Subdir);
        var baseUrl = Encoding.UTF8.GetBytes(head.Info.BaseUrl);
        _head = new byte[IndexLayout.TextsAt + subdir.Length + baseUrl.Length];
        IndexLayout.Magic.CopyTo(_head);
        BinaryPrimitives.WriteInt64LittleEndian(_head.AsSpan(IndexLayout.SourceLengthAt), head.Source.Length);
        BinaryPrimitives.WriteInt64LittleEndian(_head.AsSpan(IndexLayout.SourceTimeAt), head.Source.ModifiedTicks);
        BinaryPrimitives.WriteInt32LittleEndian(_head.AsSpan(IndexLayout.SkippedAt), head.Skipped);
        BinaryPrimitives.WriteUInt16LittleEndian(_head.AsSpan(IndexLayout.SubdirLengthAt), checked((ushort)subdir.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(_head.AsSpan(IndexLayout.BaseUrlLengthAt), checked((ushort)baseUrl.Length));
        subdir.CopyTo(_head, IndexLayout.TextsAt);
        baseUrl.CopyTo(_head, IndexLayout.TextsAt + subdir.Length);
        _bytes = new byte[Math.Max(expectedLength, 1 << 12)];
        _length = Aligned(_head.Length);
    }

    /// <summary>Adds a section of numbers or rows.</summary>
    public void Add<T>(IndexLayout.Section section, ReadOnlySpan<T> items)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(items);
        bytes.CopyTo(Reserve(section, bytes.Length));
    }

    /// <summary>Adds a section of numbers.</summary>
    public void Add(IndexLayout.Section section, int[] items) => Add<int>(section, items);

    /// <summary>Adds the texts of a pool in the order given.</summary>
    public void Add(IndexLayout.Section ends, IndexLayout.Section texts, StringPool pool, int[] order)
    {
        var places = MemoryMarshal.Cast<byte, int>(Reserve(ends, order.Length * 4));
        var length = 0;
        for (var i = 0; i < order.Length; i++)
        {
            length += pool[order[i]].Length;
            places[i] = length;
        }

        var target = Reserve(texts, length);
        foreach (var id in order)
        {
            var text = pool[id];
            text.CopyTo(target);
            target = target[text.Length..];
        }
    }

    /// <summary>Adds the texts of pools, one pool after another.</summary>
    public void Add(IndexLayout.Section ends, IndexLayout.Section texts, StringPool[] pools)
    {
        var places = MemoryMarshal.Cast<byte, int>(Reserve(ends, pools.Sum(p => p.Count) * 4));
        var before = 0;
        foreach (var pool in pools)
        {
            for (var i = 0; i < pool.Count; i++)
            {
                places[i] = before + (int)pool.Ends[i];
            }

            places = places[pool.Count..];
            before += pool.ByteCount;
        }

        var target = Reserve(texts, before);
        foreach (var pool in pools)
        {
            pool.Bytes.CopyTo(target);
            target = target[pool.ByteCount..];
        }
    }

    /// <summary>The whole index.</summary>
    public ArraySegment<byte> Finish()
    {
        for (var i = 0; i < _sections.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_head.AsSpan(IndexLayout.SectionsAt + (i * 8)), _sections[i].Offset);
            BinaryPrimitives.WriteInt32LittleEndian(_head.AsSpan(IndexLayout.SectionsAt + (i * 8) + 4), _sections[i].Length);
        }

        BinaryPrimitives.WriteInt64LittleEndian(_head.AsSpan(IndexLayout.TotalAt), _length);
        _head.CopyTo(_bytes, 0);
        var content = _bytes.AsSpan(0, _length);
        BinaryPrimitives.WriteUInt64LittleEndian(content[IndexLayout.SumAt..], Utf8Hash.Sum(content[IndexLayout.TotalAt..]));
        return new ArraySegment<byte>(_bytes, 0, _length);
    }

    private Span<byte> Reserve(IndexLayout.Section section, int length)
    {
        var start = _length;
        _sections[(int)section] = (start, length);
        _length = checked(Aligned(start + length));
        if (_length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length, (int)Math.Min(Array.MaxLength, _bytes.Length * 2L)));
        }

        return _bytes.AsSpan(start, length);
    }

    private static int Aligned(int length) => (length + 7) & ~7;
}
