using Tare.Conda.Installing;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;

namespace Tare.Conda.Checking;

/// <summary>What follows from the problems of an environment.</summary>
public static class EnvironmentRepair
{
    /// <summary>The packages to be installed again, in an order in which they can be.</summary>
    public static IReadOnlyList<RepoDataRecord> DamagedPackages(CondaPrefix prefix, IReadOnlyList<HealthProblem> problems)
    {
        var names = problems.Where(p => p.Kind is HealthProblemKind.MissingFile or HealthProblemKind.AlteredFile or HealthProblemKind.BrokenLink)
            .Select(p => p.Package).ToHashSet(StringComparer.Ordinal);
        return Solving.InstallationOrder.Sort(InstalledPackages.Of(prefix.Path).Where(r => names.Contains($"{r.Name}-{r.Version}-{r.Build}")));
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
