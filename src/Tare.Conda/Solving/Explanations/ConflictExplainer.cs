using Tare.Conda.MatchSpecs;
using Tare.Conda.Solving.Candidates;
using Tare.Conda.Solving.Sat;

namespace Tare.Conda.Solving.Explanations;

/// <summary>Finds a smallest set of goals that exclude each other, what the conflict rests on, and what would help.</summary>
internal sealed class ConflictExplainer(Func<PackageUniverse> universeFor, IReadOnlyList<Goal> goals)
{
    private const int FixesShown = 3;

    // A conflict that rests on many choices at once (a puzzle, not a clash of versions) has no small core that is cheap to find. What
    // is not known to be superfluous within this many conflicts stays in the explanation.
    private const int Patience = 400;

    // How many requests with something left out are looked at for another conflict with fewer goals, and how many of those may have an
    // answer: that takes as long as any solve, where a conflict is found soon.
    private const int OtherTries = 12;
    private const int OtherAnswers = 2;

    /// <summary>The explanation of goals that are known to exclude each other.</summary>
    public ConflictExplanation Explain(CancellationToken stop)
    {
        var universe = universeFor();
        var core = Shortest(universe, stop);
        var fresh = universeFor();
        fresh.Solver.ConflictLimit = Patience;
        fresh.Solver.Solve(fresh, [.. fresh.Facts, .. core.Select(g => LiteralOf(fresh, g))], stop);
        var involved = fresh.Solver.Involved.Select(v => fresh.MeaningOf(v)).Where(m => m.Spec is not null).Select(m => m.Spec!).ToHashSet();
        var tree = new ExplanationTree(fresh, core, involved).Build();
        return new ConflictExplanation([.. core.Select(Describe)], tree, Fixes(universe, core, stop));
    }

    /// <summary>A goal in words.</summary>
    internal static string Describe(Goal goal) => goal.Origin switch
    {
        GoalOrigin.Requested => $"{goal.Spec}",
        GoalOrigin.History => $"{goal.Spec} (asked for earlier)",
        GoalOrigin.Pin => $"{goal.Spec} (pinned)",
        GoalOrigin.PythonOfEnvironment => $"{goal.Spec} (the environment's Python)",
        _ => $"{goal.Spec} (installed and frozen)",
    };

    // A request can have several conflicts. Whatever conflict lacks a goal of this one is found when that goal is left out; where the rest
    // then has an answer, every conflict holds the goal, and one with fewer goals would be a part of this one when all but one are such.
    private List<Goal> Shortest(PackageUniverse universe, CancellationToken stop)
    {
        var best = Minimize(universe, Refused(universe, goals, stop) ?? [.. goals], stop);
        var open = new Queue<HashSet<Goal>>(best.Select(g => new HashSet<Goal> { g }));
        var (answers, needed) = (0, 0);
        var isPuzzle = universe.Solver.Conflicts >= universe.Solver.ConflictLimit;
        for (var left = isPuzzle ? 0 : OtherTries; left > 0 && answers < OtherAnswers && best.Count > needed + 1 && open.TryDequeue(out var without); left--)
        {
            universe.Solver.ConflictLimit = universe.Solver.Conflicts + Patience;
            if (Refused(universe, [.. goals.Where(g => !without.Contains(g))], stop) is { Count: > 0 } other)
            {
                var core = Minimize(universe, other, stop);
                best = core.Count < best.Count ? core : best;
                core.ForEach(g => open.Enqueue([.. without, g]));
            }
            else
            {
                answers++;
                needed += without.Count == 1 && best.Contains(without.First()) && !universe.Solver.GaveUp ? 1 : 0;
            }
        }

        return best;
    }

    // Leaves one goal after another away and keeps it out where the conflict stays. What the solver learns in one try helps in the next.
    private List<Goal> Minimize(PackageUniverse universe, List<Goal> core, CancellationToken stop)
    {
        universe.Solver.ConflictLimit = universe.Solver.Conflicts + Patience;
        foreach (var goal in core.ToArray())
        {
            if (core.Contains(goal) && Refused(universe, [.. core.Where(g => g != goal)], stop) is { } smaller)
            {
                core = smaller;
            }
        }

        return [.. goals.Where(core.Contains)];
    }

    private List<string> Fixes(PackageUniverse universe, List<Goal> core, CancellationToken stop)
    {
        var fixes = new List<string>();
        universe.Solver.ConflictLimit = universe.Solver.Conflicts + Patience;
        foreach (var goal in core.Where(g => g.Origin == GoalOrigin.Requested && !g.Spec.IsNameOnly && universe.DomainOf(g.Spec.Name).Candidates.Length > 0))
        {
            var loose = goal with { Spec = MatchSpec.Create(new MatchSpecFields { Name = goal.Spec.Name }) };
            if (Refused(universe, [.. goals.Select(g => g == goal ? loose : g)], stop) is null && !universe.Solver.GaveUp)
            {
                var domain = universe.DomainOf(goal.Spec.Name);
                fixes.Add($"ask for {goal.Spec.Name} without a version in place of {goal.Spec}: that gives {goal.Spec.Name} {domain.VersionOf(domain.Chosen)}");
            }

            if (fixes.Count == FixesShown)
            {
                break;
            }
        }

        foreach (var goal in core.Where(g => fixes.Count == 0 && g.Origin is GoalOrigin.Pin or GoalOrigin.History or GoalOrigin.PythonOfEnvironment))
        {
            if (Refused(universe, [.. goals.Where(g => g != goal)], stop) is null && !universe.Solver.GaveUp)
            {
                fixes.Add(goal.Origin == GoalOrigin.Pin ? $"lift the pin {goal.Spec}" : $"name {goal.Spec.Name} in the request too, so that it may change");
            }
        }

        return fixes;
    }

    private static List<Goal>? Refused(PackageUniverse universe, IReadOnlyList<Goal> tried, CancellationToken stop)
    {
        var literals = new Dictionary<Literal, Goal>();
        foreach (var goal in tried)
        {
            literals.TryAdd(LiteralOf(universe, goal), goal);
        }

        var refused = universe.Solver.Solve(universe, [.. universe.Facts, .. literals.Keys], stop);
        return refused is null ? null : [.. refused.Distinct().Where(literals.ContainsKey).Select(l => literals[l])];
    }

    private static Literal LiteralOf(PackageUniverse universe, Goal goal) => goal.IsConstraint ? universe.Constrain(goal.Spec) : universe.Require(goal.Spec);
}
