namespace Tare.Conda.Repodata.Indexing;

/// <summary>The packages that one thread has read, with the pools that their numbers point into.</summary>
internal sealed class RecordBatch
{
    private const int BuildCacheSize = 4096;

    private readonly int[] _recentBuilds = new int[BuildCacheSize];
    private RecordRow[] _rows;

    public RecordBatch(long textLength)
    {
        // About 500 bytes a record, and one name in 25 records, in every channel looked at.
        var records = (int)Math.Clamp(textLength / 500, 64, 1 << 20);
        _rows = new RecordRow[records];
        Names = new StringPool(records / 25);
        Versions = new StringPool(records / 10);
        Builds = new StringPool(records);
        Specs = new StringPool(records / 3);
        Lists = new ListPool(records / 2);
    }

    public StringPool Names { get; }

    public StringPool Versions { get; }

    public StringPool Builds { get; }

    public StringPool Specs { get; }

    public ListPool Lists { get; }

    /// <summary>The stems of the file names in <c>removed</c>, by extension.</summary>
    public HashSet<(ulong Stem, bool TarBz2)> Removed { get; } = [];

    /// <summary>Records that were left out because they are not packages: a field missing or of the wrong type.</summary>
    public int Skipped { get; set; }

    public int Count { get; private set; }

    public ReadOnlySpan<RecordRow> Rows => _rows.AsSpan(0, Count);

    public void Add(in RecordRow row)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Count * 2);
        }

        _rows[Count++] = row;
    }

    /// <summary>
    /// The number of a build string. Half of all build strings are unique, the others come in runs, so a small table of recent ones
    /// finds nearly all that repeat.
    /// </summary>
    public int InternBuild(ReadOnlySpan<byte> build)
    {
        ref var recent = ref _recentBuilds[(int)(Utf8Hash.Of(build) & (BuildCacheSize - 1))];
        if (recent == 0 || !Builds[recent - 1].SequenceEqual(build))
        {
            recent = Builds.Append(build) + 1;
        }

        return recent - 1;
    }
}
