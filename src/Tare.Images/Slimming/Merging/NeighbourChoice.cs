namespace Tare.Images.Slimming.Merging;

/// <summary>
/// Chooses the neighbours that become one layer. Layers of the base that stay as they are come last: each that is merged costs a
/// digest which other images share. Among the rest the two neighbours that are the smallest together go first.
/// </summary>
internal static class NeighbourChoice
{
    /// <summary>The groups of a plan without merging, so that at most so many layers are left.</summary>
    /// <param name="plan">What becomes of each layer by itself.</param>
    /// <param name="bytes">How large each layer will be.</param>
    /// <param name="most">Layers that may be left, at least 1.</param>
    internal static LayerGroups Decide(IReadOnlyList<LayerPlan> plan, IReadOnlyList<long> bytes, int most)
    {
        var untouched = plan.TakeWhile(l => l.Action == LayerAction.Keep).Count();
        var runs = Enumerable.Range(0, plan.Count).Where(i => plan[i].Action != LayerAction.Drop)
            .Select(i => new Run(i, i, bytes[i], i < untouched)).ToList();
        while (runs.Count > most)
        {
            var at = Cheapest(runs);
            var (lower, upper) = (runs[at], runs[at + 1]);
            runs[at] = new Run(lower.First, upper.Last, lower.Bytes + upper.Bytes, IsShared: false);
            runs.RemoveAt(at + 1);
        }

        return LayerGroups.Of(plan.Count, runs.Select(r => (r.First, r.Last)));
    }

    // Of equals the highest: what lies below keeps its place in the chain of layers.
    private static int Cheapest(List<Run> runs)
    {
        var best = 0;
        for (var i = 1; i < runs.Count - 1; i++)
        {
            if (Cost(runs, i).CompareTo(Cost(runs, best)) <= 0)
            {
                best = i;
            }
        }

        return best;
    }

    private static (int Digests, long Bytes) Cost(List<Run> runs, int lower) =>
        ((runs[lower].IsShared ? 1 : 0) + (runs[lower + 1].IsShared ? 1 : 0), runs[lower].Bytes + runs[lower + 1].Bytes);

    private readonly record struct Run(int First, int Last, long Bytes, bool IsShared);
}
