using Tare.Conda.Channels;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Repodata.Indexing;
using Tare.Conda.Solving.Candidates;
using Tare.Conda.Solving.Explanations;
using Tare.Conda.Solving.Sat;

namespace Tare.Conda.Solving;

/// <summary>
/// Finds the packages of an environment as conda would. One instance serves any number of solves at once: they share the indexes of the
/// channels and nothing else.
/// </summary>
public sealed class EnvironmentSolver
{
    private const int FeatureRounds = 4;

    private readonly IReadOnlyList<Func<PackageSource>> _sources;
    private readonly ChannelResolver _channels;

    /// <summary>A solver over the package lists of channels, the preferred channels first.</summary>
    public EnvironmentSolver(IReadOnlyList<ChannelRepodata> repodata, ChannelResolver? channels = null)
    {
        _channels = channels ?? ChannelResolver.Default;
        var priorities = repodata.Select(r => r.ChannelName).Distinct().ToList();
        _sources = [.. repodata.Select(r => (Func<PackageSource>)(() => new IndexSource(r, priorities.IndexOf(r.ChannelName))))];
    }

    /// <summary>Finds an environment.</summary>
    /// <exception cref="UnsatisfiableException">There is none; the message says why and what would help.</exception>
    public SolveResult Solve(SolveRequest request, CancellationToken stop = default) =>
        Finish(request, Find(request, (features, goals) => throw new UnsatisfiableException(new ConflictExplainer(() => UniverseFor(request, features), goals).Explain(stop)), stop)!, stop);

    /// <summary>Finds an environment; null where there is none.</summary>
    public SolveResult? TrySolve(SolveRequest request, CancellationToken stop = default) =>
        Find(request, (_, _) => { }, stop) is { } found ? Finish(request, found, stop) : null;

    // Only the first answer tells what the packages that are asked for need.
    private SolveResult Finish(SolveRequest request, IReadOnlyList<RepoDataRecord> found, CancellationToken stop)
    {
        var second = request.Update == UpdateModifier.UpdateDeps && request.Remove.Count == 0 ? Find(DependencyUpdate.Of(request, found), (_, _) => { }, stop) : null;
        return SolutionAssembly.Finish(request, second ?? found);
    }

    private List<RepoDataRecord>? Find(SolveRequest request, Action<IReadOnlySet<string>, IReadOnlyList<Goal>> refuse, CancellationToken stop)
    {
        var goals = SolveGoals.Of(request);
        var features = goals.Features.Concat(request.TrackFeatures).ToHashSet(StringComparer.Ordinal);
        for (var round = 1; ; round++)
        {
            var universe = UniverseFor(request, features);
            var required = universe.Facts.Concat(goals.Required.Select(g => g.IsConstraint ? universe.Constrain(g.Spec) : universe.Require(g.Spec))).ToList();
            AddPreferences(universe, request, goals, features);
            var refused = universe.Solver.Solve(universe, required, stop);
            if (refused is not null)
            {
                refuse(features, goals.Required);
                return null;
            }

            var chosen = universe.Chosen.ToList();
            var known = features.Count;
            features.UnionWith(TrackedBy(chosen));
            if (round < FeatureRounds && features.Count > known && PassesOver(universe, features))
            {
                continue;
            }

            return [.. chosen.Select(c => c.Record).Where(r => !IsVirtual(r.Name))];
        }
    }

    private PackageUniverse UniverseFor(SolveRequest request, IReadOnlySet<string> features)
    {
        var sources = _sources.Select(s => s()).ToList();
        var last = sources.Count == 0 ? 0 : sources.Max(s => s.Priority) + 1;
        sources.Add(new RecordSource("installed", last, request.Installed, isInstalled: true));
        sources.Add(new RecordSource("virtual packages", last, request.VirtualPackages));
        var policy = new CandidatePolicy
        {
            ChannelPriority = request.ChannelPriority,
            ExcludeNewer = request.ExcludeNewer,
            ExcludeNewerPackages = request.ExcludeNewerPackages,
            Features = features,
        };
        var universe = new PackageUniverse(new CandidateCatalog(sources, policy), _channels) { AddPip = request.AddPip };
        universe.Facts.AddRange(request.VirtualPackages.Select(v => universe.Require(MatchSpec.Create(new MatchSpecFields { Name = v.Name }))));
        return universe;
    }

    private static void AddPreferences(PackageUniverse universe, SolveRequest request, SolveGoals goals, HashSet<string> features)
    {
        universe.First.AddRange(goals.Required.Where(g => g is { Origin: GoalOrigin.Requested, IsConstraint: false }).Select(g => universe.NodeOf(g.Spec)));
        foreach (var record in goals.Keep)
        {
            // When something is removed, a build for a feature that nothing else has any more goes too.
            if (request.Remove.Count > 0 && !features.IsSupersetOf(record.TrackFeatures.Concat(record.Features)))
            {
                continue;
            }

            var domain = universe.DomainOf(record.Name);
            var place = Array.FindIndex(domain.Candidates, c => c.Source.IsInstalled);
            if (place >= 0)
            {
                universe.Wanted.Add(Literal.Of(domain.FirstVariable + place));
            }
        }

        universe.Wanted.AddRange(goals.Prefer.Select(universe.Require));
    }

    // A second solve has other preferences only where a build for the features that are tracked now was passed over.
    private static bool PassesOver(PackageUniverse universe, HashSet<string> features)
    {
        return universe.Domains.Any(d => d.Chosen >= 0 && !IsFor(d.Candidates[d.Chosen]) && Array.Exists(d.Candidates, IsFor));

        bool IsFor(Candidate candidate) => (candidate.Facts.TrackedFeatures > 0 || (candidate.Facts.Flags & RecordFlags.Features) != 0)
            && features.IsSupersetOf(candidate.Record.TrackFeatures.Concat(candidate.Record.Features));
    }

    private static List<string> TrackedBy(List<Candidate> chosen) =>
        [.. chosen.Where(c => c.Facts.TrackedFeatures > 0).SelectMany(c => c.Record.TrackFeatures)];

    private static bool IsVirtual(string name) => name.StartsWith("__", StringComparison.Ordinal);
}
