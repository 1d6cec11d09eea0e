using Tare.Images.FileSystem;

namespace Tare.Images.Inspection;

/// <summary>
/// Files that were one file with several names until a chown or chmod copied each name by itself, as overlay file systems do: the
/// copies still have the same content and attributes, and could be one file again.
/// </summary>
public sealed class SplitLinks
{
    private readonly Dictionary<int, int> _holders = [];

    private SplitLinks()
    {
    }

    /// <summary>No copy.</summary>
    internal static SplitLinks None { get; } = new();

    /// <summary>The entry that holds the same file as this one, in the same layer and before it; -1 where this one is no copy.</summary>
    public int HolderOf(int entry) => _holders.GetValueOrDefault(entry, -1);

    /// <summary>Finds the copies whose names <paramref name="counts"/> lets through: those of the final file system outside caches.</summary>
    internal static SplitLinks Of(ImageTree tree, Func<int, bool> counts)
    {
        var split = new SplitLinks();
        var origins = new Dictionary<int, int>();
        var firsts = new Dictionary<(int Layer, int Origin, long Size), List<int>>();
        foreach (var (copy, old) in Copies(tree))
        {
            var inode = tree.Entry(old).Kind == EntryKind.HardLink ? (int)tree.Entry(old).Size : old;
            var origin = origins.GetValueOrDefault(inode, inode);
            origins[copy] = origin;
            if (!counts(copy))
            {
                continue;
            }

            var key = (tree.LayerOf(copy), origin, tree.Entry(copy).Size);
            if (!firsts.TryGetValue(key, out var candidates))
            {
                firsts[key] = candidates = [];
            }

            if (candidates.Find(c => AreSame(tree.Entry(c), tree.Entry(copy))) is var holder and > 0)
            {
                split._holders[copy] = holder;
            }
            else
            {
                candidates.Add(copy);
            }
        }

        return split._holders.Count == 0 ? None : split;
    }

    // Files with data that took the name of a file of a layer below, in the order of their entries.
    private static List<(int Copy, int Old)> Copies(ImageTree tree)
    {
        var copies = new List<(int Copy, int Old)>();
        for (var old = 0; old < (tree.Layers.Count < 2 ? 0 : tree.FirstEntry(tree.Layers.Count - 1)); old++)
        {
            if (tree.Remover[old] is var by and >= 0 && tree.Entry(old).Kind is EntryKind.File or EntryKind.HardLink
                && tree.Entry(by).DataBytes > 0 && tree.Entry(by).Path == tree.Entry(old).Path && tree.LayerOf(by) > tree.LayerOf(old))
            {
                copies.Add((by, old));
            }
        }

        copies.Sort();
        return copies;
    }

    // Of one layer, so sets of extended attributes have the same numbers.
    private static bool AreSame(in LayerEntry a, in LayerEntry b) =>
        a.Target == b.Target && a.Permissions == b.Permissions && a.Uid == b.Uid && a.Gid == b.Gid && a.Attributes == b.Attributes
        && a.ModifiedSeconds == b.ModifiedSeconds && a.ModifiedNanoseconds == b.ModifiedNanoseconds;
}
