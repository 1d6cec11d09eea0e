using Tare.Conda.Checking;

namespace Tare.Cli.Commands.Doctor;

/// <summary>The checks by the names that conda's doctor has for them; <c>leftovers</c> is one of Tare's own.</summary>
internal static class HealthChecks
{
    private static readonly HealthCheck[] All =
    [
        new("altered-files", "Files and links are what they were when they were installed", "install the packages again",
            [HealthProblemKind.AlteredFile, HealthProblemKind.MisplacedLink, HealthProblemKind.NotExecutable]),
        new("consistency", "What packages need is there, and each has one readable record", "install what is missing, make records anew",
            [HealthProblemKind.MissingDependency, HealthProblemKind.DamagedRecord, HealthProblemKind.StaleRecord]),
        new("environment-txt", "`env list` knows the environment", "enter it into conda's list", [HealthProblemKind.Unregistered]),
        new("leftovers", "Nothing is left of interrupted commands", "finish or undo the change, remove the rest", [HealthProblemKind.Leftover, HealthProblemKind.InterruptedChange]),
        new("missing-files", "No file of a package is gone, and no link leads nowhere", "install the packages again", [HealthProblemKind.MissingFile, HealthProblemKind.BrokenLink]),
        new("pinned", "The lines of conda-meta/pinned are specs", "remove those that are none", [HealthProblemKind.MalformedPin]),
    ];

    /// <summary>Two lines for each check: what it looks for, and what <c>--fix</c> does.</summary>
    internal static IEnumerable<string> Lines() => All.SelectMany(c => (string[])[$"  {c.Name,-16} {c.Summary}", $"  {"",-16} --fix: {c.Fix}"]);

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

    private sealed record HealthCheck(string Name, string Summary, string Fix, HealthProblemKind[] Kinds);
}
