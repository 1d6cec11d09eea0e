namespace Tare.Conda.Prefixes;

/// <summary>How many bytes packages hold in an environment, as their records tell: files and the record itself, links left out.</summary>
public static class InstalledSize
{
    /// <summary>The bytes of one package; files whose record has no size are looked at.</summary>
    public static long Of(CondaPrefix prefix, PrefixRecord record)
    {
        var sum = record.RecordSize;
        foreach (var path in record.Paths)
        {
            if (path.Type is not (PrefixPathType.SoftLink or PrefixPathType.Directory))
            {
                sum += path.Size ?? Length(Path.Join(prefix.Path, path.Path));
            }
        }

        return sum;
    }

    /// <summary>The bytes of all packages, and of what else lies in conda-meta.</summary>
    public static long Of(CondaPrefix prefix)
    {
        var records = prefix.Records().Records;
        var own = records.Select(r => r.RecordPath).ToHashSet(StringComparer.Ordinal);
        var others = Directory.Exists(prefix.MetaFolder) ? Directory.EnumerateFiles(prefix.MetaFolder).Where(f => !own.Contains(f)).Sum(Length) : 0;
        return records.Sum(r => Of(prefix, r)) + others;
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
