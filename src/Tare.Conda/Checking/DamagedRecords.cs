using Tare.Conda.Prefixes;

namespace Tare.Conda.Checking;

/// <summary>What the names of damaged records and the history still say of the packages behind them.</summary>
public static class DamagedRecords
{
    /// <summary>The packages whose record has to be made anew; with the channel where the history knows it.</summary>
    public static IReadOnlyList<HistoryPackage> Lost(CondaPrefix prefix, IReadOnlyList<HealthProblem> problems)
    {
        var readable = ReadableNames(prefix);
        var known = History.States(History.Read(prefix.HistoryPath)) is [.., var last] ? last.Select(HistoryPackage.Parse).DistinctBy(p => p.DistName).ToDictionary(p => p.DistName, StringComparer.Ordinal) : [];
        return
        [
            .. Names(problems).Select(d => known.TryGetValue(d, out var package) ? package : HistoryPackage.Parse(d) with { Channel = "" })
                .Where(p => p.Build.Length > 0 && !readable.Contains(p.Name)),
        ];
    }

    /// <summary>Takes away the damaged records of packages that have another record, which can be read.</summary>
    public static void RemoveSuperseded(CondaPrefix prefix, IReadOnlyList<HealthProblem> problems)
    {
        var readable = ReadableNames(prefix);
        foreach (var name in Names(problems).Where(d => readable.Contains(HistoryPackage.Parse(d).Name)))
        {
            File.Delete(Path.Join(prefix.MetaFolder, $"{name}.json"));
        }
    }

    // Read whole, as the check reads them: a header is read of a record whose paths are damaged too.
    private static HashSet<string> ReadableNames(CondaPrefix prefix) => prefix.Records(PrefixRecordParts.All).Records.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Names(IReadOnlyList<HealthProblem> problems) =>
        problems.Where(p => p.Kind == HealthProblemKind.DamagedRecord).Select(p => Path.GetFileNameWithoutExtension(p.Path));
}
