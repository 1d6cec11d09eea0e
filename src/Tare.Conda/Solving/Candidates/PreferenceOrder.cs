namespace Tare.Conda.Solving.Candidates;

/// <summary>
/// Chooses among the open candidates of a name. Candidates are sorted by version, build number and time already; builds of one version
/// with one build number (one for each Python, say) are compared by the newest versions that their dependencies allow, as conda's solvers do.
/// </summary>
internal sealed class PreferenceOrder
{
    private readonly Dictionary<(PackageDomain Domain, int First), int[]> _groups = [];

    /// <summary>The preferred candidate among those that are still open.</summary>
    public int Best(PackageUniverse universe, PackageDomain domain)
    {
        var first = universe.FirstOpenOf(domain);
        var (start, end) = (first, first + 1);
        while (start > 0 && IsAlike(domain, start - 1, first))
        {
            start--;
        }

        while (end < domain.Candidates.Length && IsAlike(domain, end, first))
        {
            end++;
        }

        if (end - start == 1)
        {
            return first;
        }

        if (!_groups.TryGetValue((domain, start), out var order) || domain.HasFeatures)
        {
            order = Rank(universe, domain, [.. Enumerable.Range(start, end - start).Where(c => !domain.HasFeatures || IsViable(universe, domain, c))]);
            _groups[(domain, start)] = order;
        }

        var place = Array.FindIndex(order, c => IsViable(universe, domain, c));
        return place >= 0 ? order[place] : first;
    }

    // Open, and nothing that it requires is ruled out already: choosing it would only be undone.
    private static bool IsViable(PackageUniverse universe, PackageDomain domain, int candidate)
    {
        var values = universe.Solver.Assignment;
        return values.ValueOf(domain.FirstVariable + candidate) >= 0 && Array.TrueForAll(universe.DependenciesOf(domain, candidate).Requires, HasOpen);

        bool HasOpen(SpecNode spec)
        {
            for (var i = 0; i < spec.Matches.Length; i++)
            {
                if (spec.Matches[i] && values.ValueOf(spec.Domain.FirstVariable + i) >= 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static bool IsAlike(PackageDomain domain, int left, int right)
    {
        ref readonly var a = ref domain.Candidates[left];
        ref readonly var b = ref domain.Candidates[right];
        return a.Version == b.Version && a.FeatureFit == b.FeatureFit && a.Priority == b.Priority
            && (domain.HasFeatures || (a.Facts.BuildNumber == b.Facts.BuildNumber && a.Facts.TrackedFeatures == b.Facts.TrackedFeatures));
    }

    private static int[] Rank(PackageUniverse universe, PackageDomain domain, int[] group)
    {
        if (group.Length == 0)
        {
            return [];
        }

        var newest = group.ToDictionary(c => c, c => NewestByName(universe.DependenciesOf(domain, c)));
        var shared = newest[group[0]].Keys.Where(n => newest.Values.All(d => d.ContainsKey(n))).Order(StringComparer.Ordinal).ToArray();
        return [.. group.Order(Comparer<int>.Create((a, b) => Compare(newest[a], newest[b], shared) is var order and not 0 ? order : a.CompareTo(b)))];
    }

    private static Dictionary<string, (bool Tracks, int Version)> NewestByName(PackageDependencies dependencies)
    {
        var newest = new Dictionary<string, (bool Tracks, int Version)>(StringComparer.Ordinal);
        foreach (var spec in dependencies.Requires)
        {
            var found = spec.Newest;
            if (!newest.TryGetValue(spec.Domain.Name, out var other) || found.Version < other.Version)
            {
                newest[spec.Domain.Name] = found;
            }
        }

        return newest;
    }

    // The first of the shared names whose newest versions differ decides.
    private static int Compare(Dictionary<string, (bool Tracks, int Version)> a, Dictionary<string, (bool Tracks, int Version)> b, string[] shared)
    {
        foreach (var name in shared)
        {
            var (left, right) = (a[name], b[name]);
            if (left.Tracks != right.Tracks && left.Version >= 0 && right.Version >= 0)
            {
                return left.Tracks.CompareTo(right.Tracks);
            }

            if (left.Version != right.Version)
            {
                return right.Version.CompareTo(left.Version);
            }
        }

        return 0;
    }
}
