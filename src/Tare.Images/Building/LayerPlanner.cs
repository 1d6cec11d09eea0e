using System.Text;
using Tare.Primitives;

namespace Tare.Images.Building;

/// <summary>
/// Spreads packages over layers: where there are more packages than layers, the largest keep one each, and the others share the rest
/// by a hash of their names, so that a new version changes one layer and none of the others. Pure.
/// </summary>
internal static class LayerPlanner
{
    // A shared layer is small, and so is what a change of one of its packages sends again; few of them keep room for large packages.
    private const int MostShared = 12;

    internal static IReadOnlyList<PlannedLayer> Plan(IReadOnlyList<BuildEnvironment> environments, LayerGrouping grouping)
    {
        var packages = environments.SelectMany((e, i) => e.Packages.Select(r => new PlannedPackage(i, r))).ToList();
        if (packages.Count <= grouping.Budget)
        {
            return [.. packages.Select(p => new PlannedLayer([p]))];
        }

        var shared = Math.Clamp(grouping.Budget / 4, 1, MostShared);
        var alone = packages.OrderByDescending(p => p.Record.Size ?? 0).ThenBy(p => p.Record.Name, StringComparer.Ordinal).ThenBy(p => p.Environment)
            .Take(grouping.Budget - shared).ToHashSet(ReferenceEqualityComparer.Instance);
        var groups = packages.Where(p => !alone.Contains(p)).GroupBy(p => Bucket(p.Record.Name, shared)).OrderBy(g => g.Key)
            .Select(g => new PlannedLayer([.. g.OrderBy(p => p.Environment).ThenBy(p => p.Record.Name, StringComparer.Ordinal)]));

        // Dependencies come first and change least; what many packages share changes most often and comes last.
        return [.. packages.Where(alone.Contains).Select(p => new PlannedLayer([p])), .. groups];
    }

    /// <summary>The two layers of an image that was built the usual way: the conda root, and over it one installation.</summary>
    internal static IReadOnlyList<PlannedLayer> PlanInstallation(IReadOnlyList<BuildEnvironment> environments, BuildEnvironment root) =>
    [
        new PlannedLayer([.. root.Packages.Select(r => new PlannedPackage(environments.Count, r))]) { IsInstallation = true },
        new PlannedLayer([.. environments.SelectMany((e, i) => e.Packages.Select(r => new PlannedPackage(i, r)))]) { IsInstallation = true },
    ];

    private static int Bucket(string name, int count)
    {
        Span<byte> hash = stackalloc byte[32];
        Digest.Of(Encoding.UTF8.GetBytes(name)).CopyTo(hash);
        return hash[0] % count;
    }
}
