using Tare.Images.FileSystem;

namespace Tare.Images.Slimming;

/// <summary>
/// Which entry holds the data of each inode when some names are gone: the first that
/// stays, in the order of layers and entries.
/// </summary>
internal sealed class DataHolders
{
    private readonly ImageTree _tree;
    private readonly bool[] _keeps;
    private readonly int[] _holder;
    private readonly int[] _lasting;

    internal DataHolders(ImageTree tree, bool[] keeps)
    {
        (_tree, _keeps) = (tree, keeps);
        _holder = new int[tree.EntryCount];
        _lasting = new int[tree.EntryCount];
        for (var layer = 0; layer < tree.Layers.Count; layer++)
        {
            for (var i = 0; i < tree.Layers[layer].Entries.Count; i++)
            {
                Pass(tree.FirstEntry(layer) + i, tree.Layers[layer].Entries[i]);
            }
        }
    }

    /// <summary>The entry with the data of an inode, or -1 where no name of it stays.</summary>
    internal int HolderOf(int inode) => _holder[inode] - 1;

    /// <summary>
    /// What a hard link that stays becomes, and the entry it names or takes its data from. It goes with -1 where the file has its name
    /// already, and with its inode where no name is left that it could refer to.
    /// </summary>
    internal (EntryStep Step, int Source) Decide(int link, in LayerEntry entry)
    {
        var inode = (int)entry.Size;
        if (HolderOf(inode) == link)
        {
            return (EntryStep.Promote, inode);
        }

        if (entry.Attributes >= 0 && _keeps[entry.Attributes])
        {
            return (EntryStep.Copy, -1);
        }

        if (_lasting[inode] > 0 && _lasting[inode] - 1 < link)
        {
            return (EntryStep.Retarget, _lasting[inode] - 1);
        }

        // A name that is replaced later still serves as long as it is there. Where it is replaced by this very link, by way of a name that
        // goes, the link changes nothing.
        var holder = HolderOf(inode);
        if (_tree.Remover[holder] == link && _tree.Entry(holder).Path == entry.Path)
        {
            return (EntryStep.Drop, -1);
        }

        return holder < link && (_tree.Remover[holder] < 0 || _tree.Remover[holder] > link) ? (EntryStep.Retarget, holder) : (EntryStep.Drop, inode);
    }

    private void Pass(int number, in LayerEntry entry)
    {
        var inode = entry.Kind == EntryKind.HardLink ? (int)entry.Size : entry.IsInode ? number : -1;
        if (inode < 0 || !_keeps[number])
        {
            return;
        }

        if (_holder[inode] == 0)
        {
            _holder[inode] = number + 1;
        }

        if (_lasting[inode] == 0 && _tree.NameEntry(entry.Path) == number)
        {
            _lasting[inode] = number + 1;
        }
    }
}
