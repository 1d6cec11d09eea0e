namespace Tare.Images.FileSystem;

/// <summary>Follows symbolic links in a finished tree, inside the image only.</summary>
public sealed class LinkResolver(ImageTree tree)
{
    private const int MaximumLinks = 40; // as Linux counts them (ELOOP)

    /// <summary>
    /// The existing paths that a symbolic link leads to, one after another: where its text points, and where each further link on
    /// the way points. Empty for a link that leads nowhere.
    /// </summary>
    public IReadOnlyList<int> Steps(int link)
    {
        var steps = new List<int>();
        var left = MaximumLinks;
        Follow(link, steps, ref left);
        return steps;
    }

    private int Follow(int link, List<int> steps, ref int left)
    {
        if (left-- == 0)
        {
            return -1;
        }

        var text = tree.Paths.Names[tree.Entry(tree.InodeEntry(link)).Target];
        var at = text.StartsWith("/"u8) ? PathTable.Root : tree.Paths.Parent(link);
        foreach (var range in text.Split((byte)'/'))
        {
            var segment = text[range];
            if (segment.IsEmpty || segment.SequenceEqual("."u8))
            {
                continue;
            }

            at = segment.SequenceEqual(".."u8) ? Math.Max(tree.Paths.Parent(at), PathTable.Root) : tree.Paths.Find(at, segment);
            if (!tree.Exists(at))
            {
                return -1;
            }

            if (tree.InodeEntry(at) >= 0 && tree.Entry(tree.InodeEntry(at)).Kind == EntryKind.SymbolicLink)
            {
                steps.Add(at);
                at = Follow(at, steps, ref left);
                if (at < 0)
                {
                    return -1;
                }
            }
        }

        steps.Add(at);
        return at;
    }
}
