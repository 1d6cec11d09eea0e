using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Conda.Solving.Planning;

/// <summary>What will happen to an environment: a value that can be shown (`--dry-run`) or carried out.</summary>
/// <param name="Prefix">The environment's absolute path.</param>
/// <param name="Unlink">What goes, dependents first.</param>
/// <param name="Link">What comes, dependencies first.</param>
/// <param name="Final">All packages afterwards, dependencies first.</param>
public sealed record EnvironmentChange(
    string Prefix, IReadOnlyList<RepoDataRecord> Unlink, IReadOnlyList<RepoDataRecord> Link, IReadOnlyList<RepoDataRecord> Final)
{
    /// <summary>What was asked for, by name.</summary>
    public IReadOnlyDictionary<string, MatchSpec> Requested { get; init; } = new Dictionary<string, MatchSpec>();

    /// <summary>What was asked for earlier in narrower words than the environment now keeps to: see <see cref="SolveResult.Neutered"/>.</summary>
    public IReadOnlyList<MatchSpec> Neutered { get; init; } = [];

    /// <summary>Nothing changes.</summary>
    public bool IsEmpty => Unlink.Count + Link.Count == 0;

    /// <summary>No change.</summary>
    public static EnvironmentChange None(string prefix, IReadOnlyList<RepoDataRecord> installed) => new(prefix, [], [], installed);

    /// <summary>The change from what is installed to a solution; <paramref name="reinstall"/> are names that are installed again although they stay.</summary>
    public static EnvironmentChange Between(string prefix, IReadOnlyList<RepoDataRecord> installed, SolveResult solution, IReadOnlySet<string>? reinstall = null)
    {
        var before = installed.ToDictionary(r => r.Name, StringComparer.Ordinal);
        var stays = solution.Packages.Where(p => before.TryGetValue(p.Name, out var old) && IsSame(old, p) && reinstall?.Contains(p.Name) != true)
            .Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        return new EnvironmentChange(
            prefix,
            [.. InstallationOrder.Sort(installed).Where(r => !stays.Contains(r.Name)).Reverse()],
            [.. solution.Packages.Where(r => !stays.Contains(r.Name))],
            solution.Packages)
        {
            Requested = solution.Requested,
            Neutered = solution.Neutered,
        };
    }

    private static bool IsSame(RepoDataRecord a, RepoDataRecord b) =>
        a.Version == b.Version && a.Build == b.Build && a.BuildNumber == b.BuildNumber && (ReferenceEquals(a, b) || a.FileName == b.FileName || a.Url == b.Url);
}
