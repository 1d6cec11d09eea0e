using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Conda.Solving;

/// <summary>
/// Says what is wrong with an environment, by reading its records again and nothing else: no part of the solver is used. An environment
/// without a violation is one that conda calls consistent.
/// </summary>
public static class SolutionChecker
{
    /// <summary>Every dependency that is missing, every constraint that is broken, every name that is there twice, every spec that is not met.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyList<RepoDataRecord> packages, IReadOnlyList<RepoDataRecord> virtualPackages, IReadOnlyList<MatchSpec> specs)
    {
        var violations = new List<string>();
        var byName = new Dictionary<string, RepoDataRecord>(StringComparer.Ordinal);
        foreach (var record in packages.Concat(virtualPackages))
        {
            if (!byName.TryAdd(record.Name, record))
            {
                violations.Add($"{record.Name} is there twice: {byName[record.Name]} and {record}");
            }
        }

        foreach (var record in packages)
        {
            violations.AddRange(record.Depends.Select(d => Missing(d, byName)).OfType<string>().Select(m => $"{record} requires {m}"));
            violations.AddRange(record.Constrains.Select(c => Broken(c, byName)).OfType<string>().Select(b => $"{record} allows only {b}"));
        }

        violations.AddRange(specs.Where(s => s.IsOptional ? Broken(s, byName) is not null : !IsMet(s, byName)).Select(s => $"{s} was asked for and is not there"));
        return violations;
    }

    private static bool IsMet(MatchSpec spec, Dictionary<string, RepoDataRecord> byName) =>
        spec.HasExactName ? byName.TryGetValue(spec.Name, out var record) && spec.Matches(record) : byName.Values.Any(spec.Matches);

    private static string? Missing(string dependency, Dictionary<string, RepoDataRecord> byName)
    {
        if (!MatchSpec.TryParse(dependency, null, out var spec, out _))
        {
            return $"`{dependency}`, which is no spec";
        }

        return IsMet(spec, byName) ? null : byName.TryGetValue(spec.Name, out var found) ? $"{dependency}, there is {found}" : $"{dependency}, which is missing";
    }

    private static string? Broken(string constraint, Dictionary<string, RepoDataRecord> byName) =>
        MatchSpec.TryParse(constraint, null, out var spec, out _) ? Broken(spec, byName) : null;

    private static string? Broken(MatchSpec spec, Dictionary<string, RepoDataRecord> byName) =>
        byName.TryGetValue(spec.Name, out var found) && !spec.Matches(found) ? $"{spec}, there is {found}" : null;
}
