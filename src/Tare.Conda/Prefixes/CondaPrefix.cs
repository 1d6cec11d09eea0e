namespace Tare.Conda.Prefixes;

/// <summary>An environment on disk.</summary>
/// <param name="path">The absolute path of its folder.</param>
public sealed class CondaPrefix(string path)
{
    /// <summary>The absolute path of its folder.</summary>
    public string Path { get; } = path;

    /// <summary>The folder of its records.</summary>
    public string MetaFolder => System.IO.Path.Join(Path, "conda-meta");

    /// <summary>Where its changes are written down; the file's existence makes the folder an environment.</summary>
    public string HistoryPath => System.IO.Path.Join(MetaFolder, "history");

    /// <summary>The folder is an environment: it has <c>conda-meta/history</c>.</summary>
    public bool IsEnvironment => File.Exists(HistoryPath);

    /// <summary>The environment is marked as not to be changed (CEP 22).</summary>
    public bool IsFrozen => File.Exists(FrozenPath);

    /// <summary>The marker of <see cref="IsFrozen"/>: empty, or JSON with a <c>message</c>.</summary>
    public string FrozenPath => System.IO.Path.Join(MetaFolder, "frozen");

    /// <summary>Specs that it keeps to, one a line.</summary>
    public string PinnedPath => System.IO.Path.Join(MetaFolder, "pinned");

    /// <summary>The specs of <c>conda-meta/pinned</c>, without comments; none where the file is missing.</summary>
    public IReadOnlyList<string> Pinned() => File.Exists(PinnedPath)
        ? [.. File.ReadLines(PinnedPath).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')]
        : [];

    /// <summary>
    /// The paths of its records, by name. <c>._*</c> files, which macOS leaves on foreign file systems, are none. Nothing where the folder is
    /// missing; an <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> where it cannot be read.
    /// </summary>
    public string[] RecordPaths()
    {
        if (!Directory.Exists(MetaFolder))
        {
            return [];
        }

        var paths = Directory.GetFiles(MetaFolder, "*.json");
        paths = Array.FindAll(paths, p => System.IO.Path.GetFileName(p.AsSpan()) is [not '.', ..]);
        Array.Sort(paths, StringComparer.Ordinal);
        return paths;
    }

    /// <summary>Reads its records, with two threads where there are more than a few.</summary>
    public PrefixRecords Records(PrefixRecordParts parts = PrefixRecordParts.All)
    {
        var paths = RecordPaths();
        var records = new PrefixRecord?[paths.Length];
        var problems = new PrefixRecordException?[paths.Length];
        var next = -1;
        void Work()
        {
            byte[] buffer = [];
            for (var index = Interlocked.Increment(ref next); index < paths.Length; index = Interlocked.Increment(ref next))
            {
                try
                {
                    records[index] = PrefixRecordReader.Read(paths[index], parts, ref buffer);
                }
                catch (PrefixRecordException exception)
                {
                    problems[index] = exception;
                }
            }
        }

        // A thread costs as much as reading a record or two of large packages, a dozen of small ones.
        if (paths.Length > 8 && Environment.ProcessorCount > 1)
        {
            var helper = new Thread(Work) { IsBackground = true };
            helper.Start();
            Work();
            helper.Join();
        }
        else
        {
            Work();
        }

        var sorted = records.OfType<PrefixRecord>().ToArray();
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Name, b.Name) is not 0 and var order ? order : string.CompareOrdinal(a.RecordPath, b.RecordPath));
        return new PrefixRecords(sorted, [.. problems.OfType<PrefixRecordException>()]);
    }
}
