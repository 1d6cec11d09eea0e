using Tare.Conda.Configuration;
using Tare.Conda.Fetching;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;

namespace Tare.Conda.Checking;

/// <summary>What the names of damaged records, the history and the package cache still say of the packages behind them.</summary>
public static class DamagedRecords
{
    /// <summary>The packages whose record has to be made anew; with the channel where the history knows it.</summary>
    public static IReadOnlyList<HistoryPackage> Lost(CondaPrefix prefix, IReadOnlyList<HealthProblem> problems)
    {
        var readable = ReadableNames(prefix);
        var known = History.States(History.Read(prefix.HistoryPath)) is [.., var last] ? last.Select(HistoryPackage.Parse).DistinctBy(Dist).ToDictionary(Dist, StringComparer.Ordinal) : [];
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

    /// <summary>What the package caches know of a package, or null.</summary>
    public static RepoDataRecord? Cached(HistoryPackage package, CondaConfiguration configuration) =>
        configuration.PkgsDirs.Select(d => PackageCaches.ReadRecord(Path.Join(d, Dist(package)))).FirstOrDefault(r => r is not null);

    // Read whole, as the check reads them: a header is read of a record whose paths are damaged too.
    private static HashSet<string> ReadableNames(CondaPrefix prefix) => prefix.Records(PrefixRecordParts.All).Records.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Names(IReadOnlyList<HealthProblem> problems) =>
        problems.Where(p => p.Kind == HealthProblemKind.DamagedRecord).Select(p => Path.GetFileNameWithoutExtension(p.Path));

    private static string Dist(HistoryPackage package) => $"{package.Name}-{package.Version}-{package.Build}";
}
