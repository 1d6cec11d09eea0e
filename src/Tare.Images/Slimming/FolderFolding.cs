using Tare.Images.FileSystem;

namespace Tare.Images.Slimming;

/// <summary>
/// Lets a layer vanish of which only folders are left: builders write the parents of what changed into a layer, with their new
/// times. Those attributes move to the entry that the folder has in a layer that is written again anyway.
/// </summary>
internal sealed class FolderFolding(ImageTree tree, bool[] keeps, bool[] touched, LayerPlan[] plans)
{
    private Dictionary<int, List<int>>? _byPath;

    /// <summary>Leaves each folder of merged layers one entry: the first, with the attributes of the last.</summary>
    internal void Unite(int firstLayer, int lastLayer)
    {
        var entries = new Dictionary<int, int>();
        for (var number = tree.FirstEntry(firstLayer); number < tree.FirstEntry(lastLayer + 1); number++)
        {
            ref var entry = ref tree.Entry(number);
            if (keeps[number] && entry.Kind == EntryKind.Folder && !entries.TryAdd(entry.Path, number))
            {
                keeps[number] = false;
                Move(entries[entry.Path], number);
            }
        }
    }

    /// <summary>
    /// Plans the moves for all these folders, which are what is left of the layers from entry <paramref name="start"/> on, or
    /// nothing and false where one has no place to go below.
    /// </summary>
    internal bool TryFold(IReadOnlyList<int> folders, int start)
    {
        var moves = new List<(int To, int From)>();
        foreach (var number in folders)
        {
            var (path, attributes) = (tree.Entry(number).Path, Attributes(number));
            if (tree.NameEntry(path) != attributes)
            {
                continue;
            }

            var previous = Previous(path, start, attributes);
            var isSame = previous >= 0 && Same(Attributes(previous), attributes);
            if (previous < 0 || (!isSame && !touched[tree.LayerOf(previous)]))
            {
                return false;
            }

            if (!isSame)
            {
                moves.Add((previous, attributes));
            }
        }

        moves.ForEach(move => Move(move.To, move.From));
        return true;
    }

    private void Move(int to, int from)
    {
        var layer = tree.LayerOf(to);
        plans[layer].Set(to - tree.FirstEntry(layer), EntryStep.Fold, from);
    }

    // The entry whose attributes the folder of an entry will have.
    private int Attributes(int number)
    {
        var layer = tree.LayerOf(number);
        var index = number - tree.FirstEntry(layer);
        return plans[layer][index] == EntryStep.Fold ? plans[layer].Sources[index] : number;
    }

    // The last entry below that gives the folder attributes, stays, and is this very folder: nothing else had the name in between.
    private int Previous(int path, int start, int attributes)
    {
        _byPath ??= ByPath();
        var at = _byPath.TryGetValue(path, out var entries) ? entries.FindLastIndex(n => n < start && keeps[n]) : -1;
        return at >= 0 && IsSameFolder(entries![at], attributes) ? entries[at] : -1;
    }

    private bool IsSameFolder(int number, int later)
    {
        var path = tree.Entry(number).Path;
        while (number >= 0 && number < later && tree.Entry(number).Kind == EntryKind.Folder && tree.Entry(number).Path == path)
        {
            number = tree.Remover[number];
        }

        return number == later;
    }

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
