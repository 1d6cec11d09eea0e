using Tare.Conda.Linking;

namespace Tare.Conda.Transactions;

/// <summary>
/// Who puts a path in, where several packages of a change bring it: the last in the order of installation, as with conda, whose
/// later packages write over earlier ones.
/// </summary>
public sealed class PathOwnership
{
    private readonly Dictionary<string, int> _owners = new(StringComparer.Ordinal);

    private PathOwnership(List<PathClash> clashes) => Clashes = clashes;

    /// <summary>The paths that two packages bring.</summary>
    public IReadOnlyList<PathClash> Clashes { get; }

    /// <summary>Decides for the plans of the packages, in the order of installation.</summary>
    public static PathOwnership Decide(IReadOnlyList<(string Name, PackageLinkPlan Plan)> packages)
    {
        var clashes = new List<PathClash>();
        var ownership = new PathOwnership(clashes);
        ownership._owners.EnsureCapacity(packages.Sum(p => p.Plan.Items.Count));
        for (var i = 0; i < packages.Count; i++)
        {
            foreach (var item in packages[i].Plan.Items)
            {
                if (item.Kind != LinkKind.Folder && ownership._owners.TryGetValue(item.Target, out var earlier))
                {
                    clashes.Add(new PathClash(item.Target, packages[earlier].Name, packages[i].Name));
                }

                if (item.Kind != LinkKind.Folder)
                {
                    ownership._owners[item.Target] = i;
                }
            }
        }

        return ownership;
    }

    /// <summary>The paths that the package of a place in the order does not put in.</summary>
    public IReadOnlySet<string> LeftBy(int index, PackageLinkPlan plan) => Clashes.Count == 0
        ? new HashSet<string>()
        : plan.Items.Where(i => _owners.TryGetValue(i.Target, out var owner) && owner != index).Select(i => i.Target).ToHashSet(StringComparer.Ordinal);
}
