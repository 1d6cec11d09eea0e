using Tare.Conda.Solving.Candidates;

namespace Tare.Conda.Solving.Explanations;

/// <summary>
/// Draws what a conflict rests on: from each culprit down to the requirements that meet, versions with the same requirements on one line,
/// everything that took no part in the conflict left out.
/// </summary>
internal sealed class ExplanationTree(PackageUniverse universe, IReadOnlyList<Goal> culprits, HashSet<SpecNode> involved)
{
    private const int DepthLimit = 6;
    private const int GroupsShown = 4;
    private const int VersionsShown = 6;
    private const int LinesShown = 40;

    private readonly HashSet<SpecNode> _told = [];
    private int _lines;

    /// <summary>The tree.</summary>
    public List<ExplanationNode> Build()
    {
        var nodes = new List<ExplanationNode>();
        foreach (var goal in culprits)
        {
            var spec = universe.NodeOf(goal.Spec);
            _told.Add(spec);
            nodes.Add(new ExplanationNode(ConflictExplainer.Describe(goal) + Availability(spec, goal.IsConstraint), goal.IsConstraint ? [] : Below(spec, 1)));
        }

        return nodes;
    }

    private List<ExplanationNode> Below(SpecNode spec, int depth)
    {
        var groups = new Dictionary<string, LikeBuilds>(StringComparer.Ordinal);
        for (var i = 0; i < spec.Matches.Length; i++)
        {
            if (!spec.Matches[i])
            {
                continue;
            }

            var dependencies = universe.DependenciesOf(spec.Domain, i);
            var specs = dependencies.Requires.Concat(dependencies.Constrains).Where(s => involved.Contains(s) && !s.Spec.IsNameOnly || s.Newest.Version < 0).Distinct().ToList();
            var key = string.Join('\n', specs.Select(s => s.Spec.ToString()).Order(StringComparer.Ordinal)) + dependencies.Invalid;
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = new LikeBuilds([], dependencies, specs));
            }

            group.Candidates.Add(i);
        }

        if (depth > DepthLimit || _lines > LinesShown || groups.Values.All(g => g.Specs.Count == 0 && g.Dependencies.Invalid is null))
        {
            return [];
        }

        var nodes = groups.Values.Take(GroupsShown).Select(g => Group(spec.Domain, g, depth)).ToList();
        if (groups.Count > GroupsShown)
        {
            nodes.Add(new ExplanationNode($"and {Primitives.Grammar.Count(groups.Count - GroupsShown, "more group")} of builds like these", []));
        }

        return nodes;
    }

    private ExplanationNode Group(PackageDomain domain, LikeBuilds group, int depth)
    {
        var head = $"{domain.Name} {Versions(domain, group.Candidates)}";
        if (group.Dependencies.Invalid is not null)
        {
            return new ExplanationNode($"{head} has a dependency that cannot be read: `{group.Dependencies.Invalid}`", []);
        }

        if (group.Specs.Count == 0)
        {
            return new ExplanationNode($"{head} is excluded by the others", []);
        }

        _lines += group.Specs.Count;
        var children = group.Specs.Take(GroupsShown * 2).Select(s => Requirement(s, group.Dependencies.Constrains.Contains(s), depth)).ToList();
        return new ExplanationNode(children.Count == 1 ? $"{head} {children[0].Text}" : head, children.Count == 1 ? children[0].Children : children);
    }

    private ExplanationNode Requirement(SpecNode spec, bool isConstraint, int depth)
    {
        var text = $"{(isConstraint ? "allows only" : "requires")} {spec.Spec}{Availability(spec, isConstraint)}";
        return new ExplanationNode(text, isConstraint || !_told.Add(spec) ? [] : Below(spec, depth + 1));
    }

    private static string Availability(SpecNode spec, bool isConstraint)
    {
        if (isConstraint || Array.IndexOf(spec.Matches, true) >= 0)
        {
            return "";
        }

        var domain = spec.Domain;
        if (domain.Excluded.Count > 0)
        {
            return $", but {string.Join(" and ", domain.Excluded.Select(e => $"{Primitives.Grammar.Count(e.Count, "package")} (up to {e.NewestVersion}) {e.Reason}"))}";
        }

        if (domain.Candidates.Length > 0)
        {
            return $", which no channel has; there is {domain.Name} {Versions(domain, [.. Enumerable.Range(0, domain.Candidates.Length)])}";
        }

        return domain.Name.StartsWith("__", StringComparison.Ordinal) ? ", which this machine does not have" : ", which no channel has";
    }

    private static string Versions(PackageDomain domain, List<int> candidates)
    {
        var versions = candidates.Select(c => domain.Candidates[c].Version).Distinct().OrderDescending().Select(v => domain.Versions[v].Text).ToList();
        return versions.Count <= VersionsShown
            ? string.Join(", ", versions)
            : $"{string.Join(", ", versions.Take(VersionsShown - 1))} … {versions[^1]} ({versions.Count} versions)";
    }

    // Candidates of one name whose part in the conflict is the same.
    private sealed record LikeBuilds(List<int> Candidates, PackageDependencies Dependencies, List<SpecNode> Specs);
}
