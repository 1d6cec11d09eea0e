using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Conda.Solving;

/// <summary>
/// What <c>--update-deps</c> asks for once a first answer is there: each package that what was named needs, by its name alone, so that
/// the history and what is installed no longer hold it back. Pins stay, and so does the minor version of Python.
/// </summary>
internal static class DependencyUpdate
{
    /// <summary>The request for the second answer.</summary>
    public static SolveRequest Of(SolveRequest request, IReadOnlyList<RepoDataRecord> first)
    {
        var byName = first.ToDictionary(r => r.Name, StringComparer.Ordinal);
        var kept = request.Add.Concat(request.Pins).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var needed = Needed(request.Add.Select(s => s.Name), byName).Where(n => !kept.Contains(n)).Order(StringComparer.Ordinal);
        return request with
        {
            Add = [.. request.Add, .. needed.Select(n => SpecOf(n, request.Installed.LastOrDefault(r => r.Name == n)))],
            Update = UpdateModifier.UpdateSpecs,
        };
    }

    private static MatchSpec SpecOf(string name, RepoDataRecord? installed)
    {
        var parts = name == "python" ? installed?.Version.Split('.') : null;
        return MatchSpec.Create(new MatchSpecFields { Name = name, Version = parts is { Length: > 1 } ? $"{parts[0]}.{parts[1]}.*" : null });
    }

    private static HashSet<string> Needed(IEnumerable<string> names, Dictionary<string, RepoDataRecord> byName)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(names);
        while (open.TryPop(out var name))
        {
            if (byName.TryGetValue(name, out var record) && found.Add(name))
            {
                foreach (var dependency in record.Depends)
                {
                    open.Push(MatchSpec.TryParse(dependency, null, out var spec, out _) ? spec.Name : "");
                }
            }
        }

        return found;
    }
}
