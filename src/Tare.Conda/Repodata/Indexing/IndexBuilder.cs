using Tare.Conda.Versions;

namespace Tare.Conda.Repodata.Indexing;

/// <summary>
/// Puts what the reading threads collected into one index: pools merged, versions ordered, packages sorted by name and then by how much
/// conda prefers them, the .tar.bz2 twin of every .conda left out.
/// </summary>
internal sealed class IndexBuilder
{
    private readonly RecordBatch[] _parts;
    private readonly StringPool _names;
    private readonly StringPool _versions;
    private readonly StringPool _specs;
    private readonly ListPool _lists;
    private readonly int[] _firstBuild;
    private readonly RecordRow[] _rows;
    private int[] _versionRank = [];
    private int[] _versionClass = [];
    private int[] _versionOrder = [];
    private int _skipped;

    public IndexBuilder(RecordBatch[] parts)
    {
        _parts = parts;
        (_names, _versions, _specs, _lists) = (parts[0].Names, parts[0].Versions, parts[0].Specs, parts[0].Lists);
        _rows = new RecordRow[parts.Sum(p => p.Count)];
        _firstBuild = new int[parts.Length];
        var count = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            _skipped += parts[i].Skipped;
            parts[i].Rows.CopyTo(_rows.AsSpan(count));
            if (i > 0)
            {
                Renumber(i, _rows.AsSpan(count, parts[i].Count));
            }

            count += parts[i].Count;
        }
    }

    /// <summary>The finished index, in memory.</summary>
    public RepodataIndex Build(RepodataInfo info, SourceStamp source)
    {
        OrderVersions();
        var nameOrder = Enumerable.Range(0, _names.Count).ToArray();
        Array.Sort(nameOrder, (a, b) => _names[a].SequenceCompareTo(_names[b]));
        var firstRows = SortRows(nameOrder, out var kept);
        var writer = new IndexWriter(new IndexHead(info, source, _skipped), ExpectedLength(kept.Length));
        writer.Add(IndexLayout.Section.NameEnds, IndexLayout.Section.Names, _names, nameOrder);
        writer.Add(IndexLayout.Section.FirstRows, firstRows);
        writer.Add(IndexLayout.Section.VersionEnds, IndexLayout.Section.Versions, _versions, _versionOrder);
        writer.Add(IndexLayout.Section.BuildEnds, IndexLayout.Section.Builds, [.. _parts.Select(p => p.Builds)]);
        writer.Add(IndexLayout.Section.SpecEnds, IndexLayout.Section.Specs, [_specs]);
        writer.Add(IndexLayout.Section.Lists, _lists.Heap);
        writer.Add(IndexLayout.Section.Rows, kept.Span);
        return RepodataIndex.Of(writer.Finish());
    }

    private int ExpectedLength(int rows) => checked((rows * 36) + (_lists.Length * 4) + _names.ByteCount + _specs.ByteCount + (2 * _versions.ByteCount)
        + _parts.Sum(p => p.Builds.ByteCount + (p.Builds.Count * 4)) + ((_names.Count + _specs.Count + _versions.Count) * 12) + 4096);

    private void Renumber(int part, Span<RecordRow> rows)
    {
        var batch = _parts[part];
        _firstBuild[part] = _firstBuild[part - 1] + _parts[part - 1].Builds.Count;
        var names = Merge(batch.Names, _names);
        var versions = Merge(batch.Versions, _versions);
        var specs = Merge(batch.Specs, _specs);
        var lists = MergeLists(batch.Lists, specs);
        foreach (ref var row in rows)
        {
            row.Name = names[row.Name];
            row.Version = versions[row.Version];
            row.Build += _firstBuild[part];
            row.Depends = lists[row.Depends];
            row.Constrains = lists[row.Constrains];
        }
    }

    private static int[] Merge(StringPool from, StringPool into)
    {
        var map = new int[from.Count];
        for (var i = 0; i < map.Length; i++)
        {
            map[i] = into.Intern(from[i]);
        }

        return map;
    }

    private int[] MergeLists(ListPool from, int[] specs)
    {
        var map = new int[from.Length];
        var items = new int[64];
        for (var list = 1; list < from.Length; list += from.Heap[list] + 1)
        {
            var source = from[list];
            if (source.Length > items.Length)
            {
                items = new int[source.Length * 2];
            }

            for (var i = 0; i < source.Length; i++)
            {
                items[i] = specs[source[i]];
            }

            map[list] = _lists.Intern(items.AsSpan(0, source.Length));
        }

        return map;
    }

    private void OrderVersions()
    {
        var keys = new byte[_versions.Count][];
        var buffer = new byte[256];
        for (var i = 0; i < keys.Length; i++)
        {
            var text = _versions[i];
            if (buffer.Length < VersionKey.MaximumLength(text.Length))
            {
                buffer = new byte[VersionKey.MaximumLength(text.Length)];
            }

            keys[i] = VersionKey.TryWrite(text, buffer, out var length, out _) ? buffer[..length] : [];
        }

        _versionOrder = Enumerable.Range(0, keys.Length).ToArray();
        Array.Sort(_versionOrder, (a, b) => VersionKey.Compare(keys[a], keys[b]) is var order and not 0 ? order : _versions[a].SequenceCompareTo(_versions[b]));
        _versionRank = new int[keys.Length];
        _versionClass = new int[keys.Length];
        for (var rank = 0; rank < keys.Length; rank++)
        {
            var version = _versionOrder[rank];
            _versionRank[version] = keys[version].Length == 0 ? -1 : rank;
            var same = rank > 0 && keys[_versionOrder[rank - 1]].AsSpan().SequenceEqual(keys[version]);
            _versionClass[rank] = same ? _versionClass[rank - 1] : rank;
        }
    }

    private int[] SortRows(int[] nameOrder, out ReadOnlyMemory<IndexRow> kept)
    {
        var starts = new int[_names.Count + 1];
        foreach (ref readonly var row in _rows.AsSpan())
        {
            starts[row.Name + 1]++;
        }

        for (var i = 0; i < _names.Count; i++)
        {
            starts[i + 1] += starts[i];
        }

        var next = starts[..^1];
        var byName = new int[_rows.Length];
        for (var i = 0; i < _rows.Length; i++)
        {
            byName[next[_rows[i].Name]++] = i;
        }

        var result = new IndexRow[_rows.Length];
        var firstRows = new int[_names.Count + 1];
        var selection = new RowSelection(_rows, _versionRank, _versionClass, RemovedStems());
        var count = 0;
        for (var i = 0; i < nameOrder.Length; i++)
        {
            firstRows[i] = count;
            foreach (var row in selection.Select(byName.AsSpan(starts[nameOrder[i]], starts[nameOrder[i] + 1] - starts[nameOrder[i]])))
            {
                ref readonly var source = ref _rows[row];
                result[count++] = new IndexRow(source, _versionRank[source.Version], source.Build, source.Depends, source.Constrains);
            }
        }

        firstRows[^1] = count;
        _skipped += selection.Invalid;
        kept = result.AsMemory(0, count);
        return firstRows;
    }

    private HashSet<(ulong Stem, bool TarBz2)> RemovedStems()
    {
        var removed = _parts[0].Removed;
        foreach (var part in _parts.AsSpan(1))
        {
            removed.UnionWith(part.Removed);
        }

        return removed;
    }
}
