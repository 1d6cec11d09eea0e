using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Conda.Solving;

/// <summary>The order in which packages are installed: each after what it depends on, by name where that leaves a choice.</summary>
public static class InstallationOrder
{
    /// <summary>Sorts the packages of an environment. Cycles are cut where a package that is being visited is met again.</summary>
    public static IReadOnlyList<RepoDataRecord> Sort(IEnumerable<RepoDataRecord> packages)
    {
        var byName = new SortedDictionary<string, RepoDataRecord>(StringComparer.Ordinal);
        foreach (var package in packages)
        {
            byName[package.Name] = package;
        }

        var sorted = new List<RepoDataRecord>(byName.Count);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(RepoDataRecord Package, IEnumerator<string> Dependencies)>();
        foreach (var root in byName.Values)
        {
            Enter(root);
            while (open.TryPeek(out var top))
            {
                if (!top.Dependencies.MoveNext())
                {
                    sorted.Add(open.Pop().Package);
                }
                else if (byName.TryGetValue(top.Dependencies.Current, out var dependency))
                {
                    Enter(dependency);
                }
            }
        }

        return sorted;

        void Enter(RepoDataRecord package)
        {
            if (seen.Add(package.Name))
            {
                open.Push((package, DependencyNames(package).GetEnumerator()));
            }
        }
    }

    // Python comes before what is linked into it, pip after, so that a circle of the two starts with Python.
    private static IEnumerable<string> DependencyNames(RepoDataRecord package)
    {
        var names = package.Depends.Select(MatchSpec.NameOf).OfType<string>().Where(n => !(package.Name == "python" && n == "pip")).Order(StringComparer.Ordinal);
        return package.NoArch == "python" ? names.Prepend("python") : names;
    }
}
