namespace Tare.Conda.Repodata.Indexing;

/// <summary>Which rows of a name stay, and their order: fewest tracked features, newest version, highest build number, newest.</summary>
internal sealed class RowSelection(RecordRow[] rows, int[] versionRank, int[] versionClass, HashSet<(ulong Stem, bool TarBz2)> removed)
{
    private readonly HashSet<ulong> _seen = [];
    private readonly List<int> _kept = [];

    /// <summary>Rows left out because their version is none.</summary>
    public int Invalid { get; private set; }

    /// <summary>The rows of one name, which are sorted in place; the result holds until the next call.</summary>
    public List<int> Select(Span<int> name)
    {
        name.Sort(Compare);
        _kept.Clear();
        var hasConda = false;
        var hasTarBz2 = false;
        foreach (var row in name)
        {
            hasTarBz2 |= IsTarBz2(row);
            hasConda |= !IsTarBz2(row);
        }

        _seen.Clear();
        if (hasConda && hasTarBz2)
        {
            foreach (var row in name)
            {
                if (!IsTarBz2(row))
                {
                    _seen.Add(rows[row].Stem);
                }
            }
        }

        foreach (var row in name)
        {
            if (versionRank[rows[row].Version] < 0)
            {
                Invalid++;
            }
            else if (!IsTwin(row) && !IsRepeated(row) && (removed.Count == 0 || !removed.Contains((rows[row].Stem, IsTarBz2(row)))))
            {
                _kept.Add(row);
            }
        }

        return _kept;
    }

    private bool IsTarBz2(int row) => (rows[row].Flags & RecordFlags.TarBz2) != 0;

    private bool IsTwin(int row) => IsTarBz2(row) && _seen.Contains(rows[row].Stem);

    // The same file name twice in a list: the last one counts, which the order puts first.
    private bool IsRepeated(int row) => _kept.Count > 0 && rows[_kept[^1]].Stem == rows[row].Stem;

    private int Compare(int left, int right)
    {
        ref readonly var a = ref rows[left];
        ref readonly var b = ref rows[right];
        if (a.TrackedFeatures != b.TrackedFeatures)
        {
            return a.TrackedFeatures.CompareTo(b.TrackedFeatures);
        }

        if (a.Version != b.Version && (versionRank[a.Version], versionRank[b.Version]) is var (x, y))
        {
            x = x < 0 ? -1 : versionClass[x];
            y = y < 0 ? -1 : versionClass[y];
            if (x != y)
            {
                return y.CompareTo(x);
            }
        }

        var (aFeature, bFeature) = (a.Flags & RecordFlags.Features, b.Flags & RecordFlags.Features);
        return aFeature != bFeature ? aFeature.CompareTo(bFeature)
            : a.BuildNumber != b.BuildNumber ? b.BuildNumber.CompareTo(a.BuildNumber)
            : a.Timestamp != b.Timestamp ? b.Timestamp.CompareTo(a.Timestamp)
            : b.Offset.CompareTo(a.Offset);
    }
}
