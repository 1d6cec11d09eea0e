using System.Collections.Concurrent;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Prefixes;
using Tare.Conda.Transactions;

namespace Tare.Conda.Checking;

/// <summary>Compares an environment with its records (conda doctor's checks, and those of <c>conda verify</c>). Changes nothing.</summary>
public static class EnvironmentCheck
{
    /// <summary>Everything that is wrong, ordered by kind, package and path. A directory that is empty is an environment without packages.</summary>
    public static IReadOnlyList<HealthProblem> Run(CondaPrefix prefix, CancellationToken stop = default)
    {
        var read = prefix.Records();
        var problems = new ConcurrentBag<HealthProblem>();
        foreach (var problem in read.Problems)
        {
            problems.Add(new HealthProblem(HealthProblemKind.DamagedRecord, "", Path.GetRelativePath(prefix.Path, problem.Path), problem.Reason));
        }

        if (Directory.Exists(new TransactionFolder(prefix.Path).Path))
        {
            problems.Add(new HealthProblem(HealthProblemKind.InterruptedChange, "", TransactionFolder.Name));
        }

        var current = Current(read.Records, problems);
        var files = new FileCheck(prefix.Path, current, problems.Add);
        Parallel.ForEach(current, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount }, files.Run);
        CheckDependencies(current, problems);
        return [.. problems.OrderBy(p => p.Kind).ThenBy(p => p.Package, StringComparer.Ordinal).ThenBy(p => p.Path, StringComparer.Ordinal)];
    }

    // Of several records of one package the one that was written last counts; the others were left by a tool that was interrupted.
    // A copy under another name is never it.
    private static List<PrefixRecord> Current(IReadOnlyList<PrefixRecord> records, ConcurrentBag<HealthProblem> problems)
    {
        var current = new List<PrefixRecord>();
        foreach (var same in records.GroupBy(r => r.Name, StringComparer.Ordinal))
        {
            var ordered = same.OrderByDescending(r => Path.GetFileName(r.RecordPath) == $"{r.DistName}.json").ThenByDescending(r => File.GetLastWriteTimeUtc(r.RecordPath!)).ToList();
            current.Add(ordered[0]);
            foreach (var stale in ordered.Skip(1))
            {
                problems.Add(new HealthProblem(HealthProblemKind.StaleRecord, stale.DistName, $"conda-meta/{Path.GetFileName(stale.RecordPath)}", $"{ordered[0].DistName} is installed"));
            }
        }

        return current;
    }

    private static void CheckDependencies(List<PrefixRecord> records, ConcurrentBag<HealthProblem> problems)
    {
        var installed = records.GroupBy(r => r.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => Prefixes.InstalledPackages.ToRepoData(g.First()), StringComparer.Ordinal);
        foreach (var record in records.Where(r => r.Subdir != "pypi"))
        {
            foreach (var text in record.Depends)
            {
                if (!MatchSpec.TryParse(text, null, out var spec, out _) || spec.Name.StartsWith("__", StringComparison.Ordinal) || !spec.HasExactName)
                {
                    continue;
                }

                if (!installed.TryGetValue(spec.Name, out var found) || !spec.Matches(found))
                {
                    problems.Add(new HealthProblem(HealthProblemKind.MissingDependency, record.DistName, text, found is null ? "not installed" : $"{found.Version} is installed"));
                }
            }
        }
    }
}
