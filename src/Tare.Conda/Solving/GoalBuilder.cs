using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Conda.Solving;

/// <summary>
/// conda's rules for what a request means in an environment that has packages and a history: what was asked for before still holds
/// unless the new request speaks of the same name; the rest of the environment stays as it is where it can.
/// </summary>
internal sealed class GoalBuilder(SolveRequest request)
{
    private readonly HashSet<string> _added = [.. request.Add.Select(s => s.Name)];
    private readonly Dictionary<string, RepoDataRecord> _installed = Group(request.Installed);
    private readonly List<Goal> _required = [];

    public SolveGoals Build()
    {
        var removed = RemovedNames();
        var history = request.History.Where(h => !_added.Contains(h.Name) && !removed.Contains(h.Name) && !StartsAnew).ToList();
        _required.AddRange(request.Add.Where(s => s.HasExactName).Select(s => new Goal(s, GoalOrigin.Requested, s.IsOptional)));
        _required.AddRange(request.Pins.Select(p => new Goal(p, GoalOrigin.Pin, IsConstraint: true)));
        AddPython(removed);
        _required.AddRange(history.Where(h => _installed.ContainsKey(h.Name) || request.Installed.Count == 0)
            .Select(h => new Goal(IsBroughtUpToDate(h.Name) ? NameOnly(h.Name) : h, GoalOrigin.History)));
        if (request.Update == UpdateModifier.FreezeInstalled && !StartsAnew)
        {
            _required.AddRange(_installed.Values.Where(r => !removed.Contains(r.Name) && !_added.Contains(r.Name)).Select(r => new Goal(Exactly(r), GoalOrigin.Frozen)));
        }

        return new SolveGoals(_required, Kept(removed, [.. history.Select(h => h.Name)]), Preferred(removed, history))
        {
            Features = [.. request.Add.Where(s => !s.HasExactName).SelectMany(FeaturesOf)],
        };
    }

    // Pruned is what the new request does not need: what is installed and what was asked for before count for nothing.
    private bool StartsAnew => request.Prune && request.Add.Count > 0;

    // A spec without a name can ask for a feature; anything else it could ask for is no request that can be fulfilled.
    private static string[] FeaturesOf(MatchSpec spec) => spec.Fields.TrackFeatures?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
        ?? throw new CondaException($"{spec} names no package", "write the name of one package in front of the rest");

    private bool IsBroughtUpToDate(string name) => request.Update == UpdateModifier.UpdateAll || request.AggressiveUpdates.Contains(name);

    private List<RepoDataRecord> Kept(HashSet<string> removed, HashSet<string> history)
    {
        if (request.Update == UpdateModifier.UpdateAll || StartsAnew)
        {
            return [];
        }

        var kept = _installed.Values.Where(r => !removed.Contains(r.Name) && !_added.Contains(r.Name) && !request.AggressiveUpdates.Contains(r.Name));

        // When something is removed, what only it needed goes too. Without a history nobody knows what was asked for, so all of it was;
        // and without Python what pip installed would be dead.
        if (request.Remove.Count > 0 && request.History.Count > 0)
        {
            var needed = DependenciesOf([.. history, .. request.AggressiveUpdates, "python", .. request.AddPip && _installed.ContainsKey("python") ? ["pip"] : (string[])[]]);
            kept = kept.Where(r => needed.Contains(r.Name));
        }

        var dependents = CountDependents();
        return [.. kept.OrderByDescending(r => history.Contains(r.Name)).ThenByDescending(r => dependents.GetValueOrDefault(r.Name)).ThenBy(r => r.Name, StringComparer.Ordinal)];
    }

    private List<MatchSpec> Preferred(HashSet<string> removed, List<MatchSpec> history)
    {
        if (StartsAnew)
        {
            return [];
        }

        // Without a history nobody knows what was asked for, so all of it was.
        var names = request.Update == UpdateModifier.UpdateAll && history.Count == 0 && request.History.Count == 0
            ? _installed.Keys
            : request.AggressiveUpdates.Where(n => _installed.ContainsKey(n));
        return [.. names.Where(n => !removed.Contains(n) && !_added.Contains(n)).Order(StringComparer.Ordinal).Select(NameOnly)];
    }

    private void AddPython(HashSet<string> removed)
    {
        if (_installed.TryGetValue("python", out var python) && !_added.Contains("python") && !removed.Contains("python"))
        {
            var parts = python.Version.Split('.');
            if (parts.Length > 1)
            {
                _required.Add(new Goal(MatchSpec.Parse($"python {parts[0]}.{parts[1]}.*"), GoalOrigin.PythonOfEnvironment, IsConstraint: true));
            }
        }
    }

    // What is named, and whatever would be left without something it needs.
    private HashSet<string> RemovedNames()
    {
        var removed = _installed.Values.Where(r => request.Remove.Any(s => s.Matches(r))).Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        var grew = removed.Count > 0 && !request.ForceRemove;
        while (grew)
        {
            grew = false;
            foreach (var record in _installed.Values)
            {
                grew |= NamesOf(record.Depends).Any(removed.Contains) && removed.Add(record.Name);
            }
        }

        removed.UnionWith(request.Remove.Select(s => s.Name));
        return removed;
    }

    private HashSet<string> DependenciesOf(IEnumerable<string> names)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(names);
        while (open.TryPop(out var name))
        {
            if (found.Add(name) && _installed.TryGetValue(name, out var record))
            {
                foreach (var dependency in NamesOf(record.Depends))
                {
                    open.Push(dependency);
                }
            }
        }

        return found;
    }

    private Dictionary<string, int> CountDependents()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in _installed.Keys)
        {
            foreach (var dependency in DependenciesOf([name]))
            {
                counts[dependency] = counts.GetValueOrDefault(dependency) + 1;
            }
        }

        return counts;
    }

    private static IEnumerable<string> NamesOf(IReadOnlyList<string> specs) =>
        specs.Select(MatchSpec.NameOf).OfType<string>();

    private static MatchSpec NameOnly(string name) => MatchSpec.Create(new MatchSpecFields { Name = name });

    private static MatchSpec Exactly(RepoDataRecord record) =>
        MatchSpec.Create(new MatchSpecFields { Name = record.Name, Version = $"=={record.Version}", Build = record.Build });

    private static Dictionary<string, RepoDataRecord> Group(IReadOnlyList<RepoDataRecord> records)
    {
        var byName = new Dictionary<string, RepoDataRecord>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            byName[record.Name] = record;
        }

        return byName;
    }
}
