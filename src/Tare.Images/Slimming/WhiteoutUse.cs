using Tare.Images.FileSystem;

namespace Tare.Images.Slimming;

/// <summary>Knows, layer by layer from the base, whether a whiteout still hides something of what stays below it.</summary>
internal sealed class WhiteoutUse(ImageTree tree, bool[] keeps)
{
    private readonly bool[] _below = new bool[tree.Paths.Count];
    private readonly bool[] _belowBefore = new bool[tree.Paths.Count];

    /// <summary>The entry is a whiteout or opaque mark and hides nothing that stays.</summary>
    internal bool IsUseless(int number) => IsWhiteout(number) && !Hides(number, _below);

    /// <summary>It hid something in the image as it was.</summary>
    internal bool WasUseful(int number) => Hides(number, _belowBefore);

    /// <summary>Goes on to the next layer.</summary>
    internal void Pass(int layer)
    {
        var first = tree.FirstEntry(layer);
        for (var number = first; number < first + tree.Layers[layer].Entries.Count; number++)
        {
            if (tree.Entry(number).Kind <= EntryKind.Fifo)
            {
                Mark(tree.Entry(number).Path, _belowBefore);
                if (keeps[number])
                {
                    Mark(tree.Entry(number).Path, _below);
                }
            }
        }
    }

    private bool IsWhiteout(int number) => tree.Entry(number).Kind is EntryKind.Whiteout or EntryKind.OpaqueFolder;

    private bool Hides(int number, bool[] below)
    {
        ref var entry = ref tree.Entry(number);
        if (entry.Kind == EntryKind.Whiteout)
        {
            return below[entry.Path];
        }

        for (var child = tree.Paths.FirstChild(entry.Path); child >= 0; child = tree.Paths.NextSibling(child))
        {
            if (below[child])
            {
                return true;
            }
        }

        return false;
    }

    private void Mark(int path, bool[] below)
    {
        for (var at = path; at >= PathTable.Root && !below[at]; at = tree.Paths.Parent(at))
        {
            below[at] = true;
        }
    }
}
