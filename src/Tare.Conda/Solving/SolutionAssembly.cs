using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Conda.Solving;

/// <summary>From the packages that the solver chose to the environment that was asked for.</summary>
internal static class SolutionAssembly
{
    /// <summary>Applies `--no-deps`, `--only-deps` and `--force-remove`, and puts the packages into the order of installation.</summary>
    public static SolveResult Finish(SolveRequest request, IReadOnlyList<RepoDataRecord> solution)
    {
        var packages = request switch
        {
            { ForceRemove: true } => [.. request.Installed.Where(r => !request.Remove.Any(s => s.Matches(r)))],
            { Dependencies: DependencyModifier.NoDeps } => WithoutDependencies(request, solution),
            { Dependencies: DependencyModifier.OnlyDeps } => OnlyDependencies(request, solution),
            _ => solution,
        };
        var requested = new Dictionary<string, MatchSpec>(StringComparer.Ordinal);
        foreach (var spec in request.Add)
        {
            requested[spec.Name] = spec;
        }

        return new SolveResult(InstallationOrder.Sort(packages), requested) { Neutered = Neutered(request, packages) };
    }

    // An update goes past what an earlier request said of the version; the next request must not bring that back.
    private static List<MatchSpec> Neutered(SolveRequest request, IReadOnlyList<RepoDataRecord> packages)
    {
        var isUpdate = request is { Update: UpdateModifier.UpdateAll, Remove.Count: 0 };
        var byName = packages.ToDictionary(p => p.Name, StringComparer.Ordinal);
        return
        [
            .. request.History.Where(h => h is { HasExactName: true, IsNameOnly: false } && !request.Add.Any(a => a.Name == h.Name))
                .Where(h => byName.TryGetValue(h.Name, out var package) && (isUpdate || !h.Matches(package)))
                .Select(h => MatchSpec.Create(new MatchSpecFields { Name = h.Name })),
        ];
    }

    private static List<RepoDataRecord> WithoutDependencies(SolveRequest request, IReadOnlyList<RepoDataRecord> solution)
    {
        var asked = solution.Where(r => request.Add.Any(s => s.Name == r.Name)).ToList();
        return [.. request.Installed.Where(i => !asked.Exists(a => a.Name == i.Name)), .. asked];
    }

    // What is asked for goes, unless something else that was chosen needs it; what was installed in its place stays.
    private static List<RepoDataRecord> OnlyDependencies(SolveRequest request, IReadOnlyList<RepoDataRecord> solution)
    {
        var needed = solution.SelectMany(r => r.Depends).Select(MatchSpec.NameOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var dropped = request.Add.Select(s => s.Name).Where(n => !needed.Contains(n)).ToHashSet(StringComparer.Ordinal);
        return [.. solution.Where(r => !dropped.Contains(r.Name)), .. request.Installed.Where(i => dropped.Contains(i.Name))];
    }
}
