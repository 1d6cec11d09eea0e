using Tare.Conda.Caches;
using Tare.Conda.Configuration;
using Tare.Conda.Installing;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Prefixes;
using Tare.Conda.Transactions;

namespace Tare.Conda.Checking;

/// <summary>Looks at what belongs to an environment besides its packages: leftovers, pins, its place in conda's list. Changes nothing.</summary>
public static class SurroundingsCheck
{
    /// <summary>Everything that is wrong, ordered by kind and path.</summary>
    public static IReadOnlyList<HealthProblem> Run(CondaPrefix prefix, CondaConfiguration configuration)
    {
        var problems = new List<HealthProblem>();
        problems.AddRange(Trash(prefix.Path).Select(p => new HealthProblem(HealthProblemKind.Leftover, "", Path.GetRelativePath(prefix.Path, p), "another tool could not delete it")));
        problems.AddRange(StagingPlace.Abandoned(prefix.Path).Select(p => new HealthProblem(HealthProblemKind.Leftover, "", p, "an interrupted change")));
        problems.AddRange(prefix.Pinned().Where(p => !MatchSpec.TryParse(p, null, out _, out _)).Select(p => new HealthProblem(HealthProblemKind.MalformedPin, "", "conda-meta/pinned", p)));
        if (configuration.RegisterEnvs && EnvironmentLocator.NameOf(configuration, prefix.Path) is null && !EnvironmentRegistry.Has(configuration, prefix.Path))
        {
            problems.Add(new HealthProblem(HealthProblemKind.Unregistered, "", EnvironmentFinder.RegistryPath(configuration.Host.Home)));
        }

        return [.. problems.OrderBy(p => p.Kind).ThenBy(p => p.Path, StringComparer.Ordinal)];
    }

    // What conda and mamba rename when they cannot delete it; links are not followed.
    private static IEnumerable<string> Trash(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        return Directory.EnumerateFiles(folder, "*_trash*", options).Where(p => CacheNames.IsTrash(Path.GetFileName(p)));
    }
}
