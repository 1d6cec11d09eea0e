using Tare.Images.FileSystem;

namespace Tare.Images.Slimming;

/// <summary>
/// Lets a layer vanish of which only folders are left: builders write the parents of what changed into a layer, with their new
/// times. Those attributes move to the entry that the folder has in a layer that is written again anyway.
/// </summary>
internal sealed class FolderFolding(ImageTree tree, bool[] keeps, bool[] touched)
{
    /// <summary>Plans the moves for all these folders, or nothing and false where one has no place to go.</summary>
    internal bool TryFold(IReadOnlyList<int> folders, LayerPlan[] plans)
    {
        var moves = new List<(int To, int From)>();
        foreach (var number in folders)
        {
            ref var entry = ref tree.Entry(number);
            if (tree.NameEntry(entry.Path) != number)
            {
                continue;
            }

            var previous = Previous(entry.Path, number);
            if (previous < 0 || (!Same(previous, number) && !touched[tree.LayerOf(previous)]))
            {
                return false;
            }

            if (!Same(previous, number))
            {
                moves.Add((previous, number));
            }
        }

        foreach (var (to, from) in moves)
        {
            var layer = tree.LayerOf(to);
            plans[layer].Set(to - tree.FirstEntry(layer), EntryStep.Fold, from);
        }

        return true;
    }

    // The last entry below that gives the folder attributes and stays.
    private int Previous(int path, int number)
    {
        _byPath ??= ByPath();
        return _byPath.TryGetValue(path, out var entries) && entries.FindLastIndex(n => n < number && keeps[n]) is var at and >= 0 ? entries[at] : -1;
    }

    private Dictionary<int, List<int>>? _byPath;

    private Dictionary<int, List<int>> ByPath()
    {
        var byPath = new Dictionary<int, List<int>>();
        for (var number = 0; number < tree.EntryCount; number++)
        {
            if (tree.Entry(number).Kind == EntryKind.Folder)
            {
                var path = tree.Entry(number).Path;
                if (!byPath.TryGetValue(path, out var entries))
                {
                    byPath[path] = entries = [];
                }

                entries.Add(number);
            }
        }

        return byPath;
    }

    private bool Same(int left, int right)
    {
        ref var a = ref tree.Entry(left);
        ref var b = ref tree.Entry(right);
        return a.Permissions == b.Permissions && a.Uid == b.Uid && a.Gid == b.Gid && a.ModifiedSeconds == b.ModifiedSeconds
            && a.ModifiedNanoseconds == b.ModifiedNanoseconds && a.Attributes == 0 && b.Attributes == 0;
    }
}
