using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Tare.Conda.Repodata.Indexing;

/// <summary>
/// The packages of one list, ready for the solver: names sorted, the packages of a name in the order conda prefers them, dependencies as
/// numbers of distinct texts. Never changes; any number of solves share it. Its bytes are in memory or mapped from a file.
/// </summary>
/// <remarks>Every read is bounds-checked: an index that lies raises <see cref="IndexOutOfRangeException"/> or <see cref="ArgumentException"/>.</remarks>
internal sealed class RepodataIndex : IDisposable
{
    private readonly IndexBytes _bytes;
    private readonly (int Offset, int Length)[] _sections = new (int, int)[IndexLayout.SectionCount];

    private RepodataIndex(IndexBytes bytes)
    {
        _bytes = bytes;
        var head = bytes.Span;
        for (var i = 0; i < _sections.Length; i++)
        {
            _sections[i] = (
                BinaryPrimitives.ReadInt32LittleEndian(head[(IndexLayout.SectionsAt + (i * 8))..]),
                BinaryPrimitives.ReadInt32LittleEndian(head[(IndexLayout.SectionsAt + (i * 8) + 4)..]));
        }

        Source = new SourceStamp(
            BinaryPrimitives.ReadInt64LittleEndian(head[IndexLayout.SourceLengthAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(head[IndexLayout.SourceTimeAt..]));
        Skipped = BinaryPrimitives.ReadInt32LittleEndian(head[IndexLayout.SkippedAt..]);
        int subdir = BinaryPrimitives.ReadUInt16LittleEndian(head[IndexLayout.SubdirLengthAt..]);
        int baseUrl = BinaryPrimitives.ReadUInt16LittleEndian(head[IndexLayout.BaseUrlLengthAt..]);
        Info = new RepodataInfo(
            Encoding.UTF8.GetString(head.Slice(IndexLayout.TextsAt, subdir)),
            Encoding.UTF8.GetString(head.Slice(IndexLayout.TextsAt + subdir, baseUrl)));
    }

    /// <summary>The state of the list that this was made from.</summary>
    public SourceStamp Source { get; }

    /// <summary>What the list says about itself.</summary>
    public RepodataInfo Info { get; }

    /// <summary>How many records of the list are no packages.</summary>
    public int Skipped { get; }

    /// <summary>How many names there are.</summary>
    public int NameCount => _sections[(int)IndexLayout.Section.NameEnds].Length / 4;

    /// <summary>How many packages there are.</summary>
    public int RowCount => Rows.Length;

    /// <summary>How many distinct texts of dependencies and constraints there are.</summary>
    public int SpecCount => _sections[(int)IndexLayout.Section.SpecEnds].Length / 4;

    /// <summary>All packages.</summary>
    public ReadOnlySpan<IndexRow> Rows => Items<IndexRow>(IndexLayout.Section.Rows);

    /// <summary>The bytes, as they are written to a file.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>An index in memory that was just made.</summary>
    public static RepodataIndex Of(ArraySegment<byte> bytes) => new(new IndexBytes(bytes));

    /// <summary>An index from outside; null where the bytes are not a whole and undamaged index of this release.</summary>
    public static RepodataIndex? TryOpen(IndexBytes bytes)
    {
        var span = bytes.Span;
        if (span.Length < IndexLayout.TextsAt || !span.StartsWith(IndexLayout.Magic)
            || BinaryPrimitives.ReadInt64LittleEndian(span[IndexLayout.TotalAt..]) != span.Length
            || BinaryPrimitives.ReadUInt64LittleEndian(span[IndexLayout.SumAt..]) != Utf8Hash.Sum(span[IndexLayout.TotalAt..]))
        {
            return null;
        }

        try
        {
            var index = new RepodataIndex(bytes);
            var total = span.Length;
            return Array.TrueForAll(index._sections, s => s.Offset >= IndexLayout.TextsAt && s.Length >= 0 && (s.Offset & 7) == 0 && s.Offset + (long)s.Length <= total)
                && index.Items<int>(IndexLayout.Section.FirstRows).Length == index.NameCount + 1
                ? index
                : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The number of a name, or -1.</summary>
    public int FindName(ReadOnlySpan<byte> name)
    {
        var (low, high) = (0, NameCount - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Name(middle).SequenceCompareTo(name);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>The name of a number.</summary>
    public ReadOnlySpan<byte> Name(int name) => Text(IndexLayout.Section.NameEnds, IndexLayout.Section.Names, name);

    /// <summary>The first row of a name and how many there are.</summary>
    public (int First, int Count) RowsOf(int name)
    {
        var first = Items<int>(IndexLayout.Section.FirstRows);
        return (first[name], first[name + 1] - first[name]);
    }

    /// <summary>The text of a version.</summary>
    public ReadOnlySpan<byte> Version(int version) => Text(IndexLayout.Section.VersionEnds, IndexLayout.Section.Versions, version);

    /// <summary>A build string.</summary>
    public ReadOnlySpan<byte> Build(int build) => Text(IndexLayout.Section.BuildEnds, IndexLayout.Section.Builds, build);

    /// <summary>The text of a dependency or constraint.</summary>
    public ReadOnlySpan<byte> Spec(int spec) => Text(IndexLayout.Section.SpecEnds, IndexLayout.Section.Specs, spec);

    /// <summary>The numbers of a list.</summary>
    public ReadOnlySpan<int> List(int list)
    {
        var heap = Items<int>(IndexLayout.Section.Lists);
        return heap.Slice(list + 1, heap[list]);
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    private ReadOnlySpan<byte> Text(IndexLayout.Section ends, IndexLayout.Section texts, int id)
    {
        var places = Items<int>(ends);
        var start = id == 0 ? 0 : places[id - 1];
        var (offset, length) = _sections[(int)texts];
        return _bytes.Span.Slice(offset, length)[start..places[id]];
    }

    private ReadOnlySpan<T> Items<T>(IndexLayout.Section section)
        where T : unmanaged
    {
        var (offset, length) = _sections[(int)section];
        return MemoryMarshal.Cast<byte, T>(_bytes.Span.Slice(offset, length));
    }
}
