using Tare.Images.FileSystem;

namespace Tare.Images.Slimming.Merging;

/// <summary>Follows what takes the name of an entry away. A folder over a folder takes nothing away: it gives other attributes.</summary>
internal sealed class Supersession(ImageTree tree)
{
    /// <summary>
    /// The entry that took away the name which <paramref name="number"/> had put there, if it stands before
    /// <paramref name="end"/>; else -1.
    /// </summary>
    internal int RemoverBefore(int number, int end)
    {
        for (var by = tree.Remover[number]; by >= 0 && by < end; by = tree.Remover[number])
        {
            if (!IsFolderOverFolder(number, by))
            {
                return by;
            }

            number = by;
        }

        return -1;
    }

    /// <summary>A layer holds entries that replace others of its own: a name twice, which the specification forbids and some tools write.</summary>
    internal bool IsWithin(int layer)
    {
        var end = tree.FirstEntry(layer + 1);
        for (var number = tree.FirstEntry(layer); number < end; number++)
        {
            if (tree.Remover[number] >= 0 && RemoverBefore(number, end) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsFolderOverFolder(int number, int by) =>
        tree.Entry(number).Kind == EntryKind.Folder && tree.Entry(by).Kind == EntryKind.Folder && tree.Entry(number).Path == tree.Entry(by).Path;
}
