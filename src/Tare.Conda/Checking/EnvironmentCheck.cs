using System.Collections.Concurrent;
using System.Security.Cryptography;
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
        var owners = Owners(current);
        var known = current.SelectMany(r => r.Files).ToHashSet(StringComparer.Ordinal);
        Parallel.ForEach(current, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount }, record => CheckFiles(prefix.Path, record, (owners, known), problems));
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

    // Where two packages brought one path, its content is right when it is right for one of them.
    private static Dictionary<string, HashSet<string>> Owners(List<PrefixRecord> records)
    {
        var shared = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var seen = new Dictionary<string, PrefixPath>(StringComparer.Ordinal);
        foreach (var path in records.SelectMany(r => r.Paths))
        {
            if (!seen.TryAdd(path.Path, path))
            {
                var hashes = shared.TryGetValue(path.Path, out var known) ? known : shared[path.Path] = [Hash(seen[path.Path]) ?? ""];
                hashes.Add(Hash(path) ?? "");
            }
        }

        return shared;
    }

    private static void CheckFiles(
        string prefix, PrefixRecord record, (Dictionary<string, HashSet<string>> Owners, HashSet<string> Known) all, ConcurrentBag<HealthProblem> problems)
    {
        var (owners, known) = all;
        foreach (var path in record.Paths.Where(p => RecordPath.IsInside(p.Path)))
        {
            var file = new FileInfo(Path.Join(prefix, path.Path));
            if (file.LinkTarget is not null)
            {
                if (IsBroken(prefix, file, known))
                {
                    problems.Add(new HealthProblem(HealthProblemKind.BrokenLink, record.DistName, path.Path, $"to {file.LinkTarget}"));
                }
            }
            else if (!Path.Exists(file.FullName))
            {
                problems.Add(new HealthProblem(HealthProblemKind.MissingFile, record.DistName, path.Path));
            }
            else if (Hash(path) is not null && Directory.Exists(file.FullName))
            {
                problems.Add(new HealthProblem(HealthProblemKind.AlteredFile, record.DistName, path.Path, "a folder is there"));
            }
            else if (file.Exists && Hash(path) is { } expected && !owners.ContainsKey(path.Path) && HashOf(file.FullName) != expected)
            {
                problems.Add(new HealthProblem(HealthProblemKind.AlteredFile, record.DistName, path.Path));
            }
            else if (file.Exists && owners.TryGetValue(path.Path, out var hashes) && !hashes.Contains("") && !hashes.Contains(HashOf(file.FullName)))
            {
                problems.Add(new HealthProblem(HealthProblemKind.AlteredFile, record.DistName, path.Path));
            }
        }
    }

    // Packages do bring links to what other packages, or nobody, has; broken is one whose target was installed once.
    private static bool IsBroken(string prefix, FileInfo link, HashSet<string> known)
    {
        var target = Path.GetFullPath(link.LinkTarget!, link.DirectoryName!);
        return !File.Exists(target) && !Directory.Exists(target) && known.Contains(Path.GetRelativePath(prefix, target));
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

    private static string? Hash(PrefixPath path) => path.Type == PrefixPathType.SoftLink ? null : path.Sha256InPrefix ?? path.Sha256;

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
