using Tare.Conda.Configuration;
using Tare.Conda.Installing;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Conda.Solving;
using Tare.Primitives.Files;

namespace Tare.Conda.Checking;

/// <summary>What follows from the problems of an environment.</summary>
public static class EnvironmentRepair
{
    private static readonly HealthProblemKind[] Damages =
        [HealthProblemKind.MissingFile, HealthProblemKind.AlteredFile, HealthProblemKind.BrokenLink, HealthProblemKind.MisplacedLink, HealthProblemKind.NotExecutable];

    /// <summary>The packages to be installed again, in an order in which they can be.</summary>
    public static IReadOnlyList<RepoDataRecord> DamagedPackages(CondaPrefix prefix, IReadOnlyList<HealthProblem> problems)
    {
        var names = problems.Where(p => Damages.Contains(p.Kind)).Select(p => p.Package).ToHashSet(StringComparer.Ordinal);
        return InstallationOrder.Sort(InstalledPackages.Of(prefix.Path).Where(r => names.Contains(r.DistName)));
    }

    /// <summary>What is needed and not installed, or in a version that does not do.</summary>
    public static IReadOnlyList<MatchSpec> MissingDependencies(IReadOnlyList<HealthProblem> problems) =>
        [.. problems.Where(p => p.Kind == HealthProblemKind.MissingDependency).Select(p => p.Path).Distinct(StringComparer.Ordinal).Select(p => MatchSpec.Parse(p))];

    /// <summary>Mends what lies around the packages: leftovers and pins that are none go, and the environment is entered into conda's list.</summary>
    public static void TidySurroundings(CondaPrefix prefix, IReadOnlyList<HealthProblem> problems, CondaConfiguration configuration)
    {
        foreach (var leftover in problems.Where(p => p.Kind == HealthProblemKind.Leftover).Select(p => Path.Combine(prefix.Path, p.Path)))
        {
            if (Directory.Exists(leftover))
            {
                Directory.Delete(leftover, recursive: true);
            }
            else
            {
                File.Delete(leftover);
            }
        }

        if (problems.Where(p => p.Kind == HealthProblemKind.MalformedPin).Select(p => p.Detail).ToHashSet(StringComparer.Ordinal) is { Count: > 0 } pins)
        {
            AtomicFile.Write(prefix.PinnedPath, string.Concat(File.ReadAllLines(prefix.PinnedPath).Where(l => !pins.Contains(l.Trim())).Select(l => l + "\n")));
        }

        if (problems.Any(p => p.Kind == HealthProblemKind.Unregistered))
        {
            EnvironmentRegistry.Add(configuration, prefix.Path);
        }
    }

    /// <summary>Takes away the records of packages that were replaced.</summary>
    public static void RemoveStaleRecords(CondaPrefix prefix, IReadOnlyList<HealthProblem> problems)
    {
        foreach (var problem in problems.Where(p => p.Kind == HealthProblemKind.StaleRecord))
        {
            File.Delete(Path.Join(prefix.Path, problem.Path));
        }
    }
}
