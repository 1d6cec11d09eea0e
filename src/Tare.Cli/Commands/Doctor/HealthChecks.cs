using Tare.Conda.Checking;

namespace Tare.Cli.Commands.Doctor;

/// <summary>The checks by the names that conda's doctor has for them; <c>leftovers</c> is one of Tare's own.</summary>
internal static class HealthChecks
{
    private static readonly (string Name, string Summary, string Fix, HealthProblemKind[] Kinds)[] All =
    [
        ("altered-files", "Files of packages with other content than when they were installed", "install the packages again", [HealthProblemKind.AlteredFile]),
        ("consistency", "Packages that others need, damaged records, two records of one package", "install what is missing, remove stale records",
            [HealthProblemKind.MissingDependency, HealthProblemKind.DamagedRecord, HealthProblemKind.StaleRecord]),
        ("environment-txt", "The environment is known to `env list`", "enter it into conda's list", [HealthProblemKind.Unregistered]),
        ("leftovers", "What interrupted commands left behind", "finish or undo the change, remove the rest", [HealthProblemKind.Leftover, HealthProblemKind.InterruptedChange]),
        ("missing-files", "Files of packages that are gone, and links that lead nowhere", "install the packages again", [HealthProblemKind.MissingFile, HealthProblemKind.BrokenLink]),
        ("pinned", "Lines of conda-meta/pinned are specs", "remove those that are none", [HealthProblemKind.MalformedPin]),
    ];

    /// <summary>A line for each check.</summary>
    internal static IEnumerable<string> Lines() => All.Select(c => $"  {c.Name,-16} {c.Summary} (fix: {c.Fix})");

    /// <summary>The problems that the named checks look for; all where none is named.</summary>
    internal static IReadOnlyList<HealthProblem> Select(IReadOnlyList<HealthProblem> problems, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(n => All.All(c => c.Name != n)) is { } unknown)
        {
            throw new UsageException($"there is no check `{unknown}`", "`doctor --list` names them");
        }

        var kinds = All.Where(c => names.Count == 0 || names.Contains(c.Name)).SelectMany(c => c.Kinds).ToHashSet();
        return [.. problems.Where(p => kinds.Contains(p.Kind))];
    }
}
