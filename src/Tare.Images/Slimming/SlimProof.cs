using Tare.Images.FileSystem;
using Tare.Images.Scanning;
using Tare.Oci.Images;
using Tare.Primitives;

namespace Tare.Images.Slimming;

/// <summary>
/// What changed between two images, found by reading both from the beginning: the code that rewrites has no part in it.
/// </summary>
/// <param name="RemovedPaths">Paths of the first that the second lacks, in order.</param>
/// <param name="AddedPaths">Paths of the second that the first lacks.</param>
/// <param name="LinkedPaths">Paths that have become further names of a file which was the same in all but its names.</param>
/// <param name="Before">Digest of the first without the removed paths, and with those links.</param>
/// <param name="After">Digest of the second.</param>
public sealed record SlimProof(IReadOnlyList<string> RemovedPaths, IReadOnlyList<string> AddedPaths, IReadOnlyList<string> LinkedPaths, Digest Before, Digest After)
{
    /// <summary>Nothing but the removed paths and the links named differs.</summary>
    public bool Holds => Before == After && AddedPaths.Count == 0;

    /// <summary>Reads both images and compares them.</summary>
    public static SlimProof Make(Image before, Image after, CancellationToken stop)
    {
        var options = new ScanOptions { HashContent = true };
        var old = ImageScanner.Scan(before, new PathTable(), options, stop);
        var slim = ImageScanner.Scan(after, new PathTable(), options, stop);
        var stays = new bool[old.Paths.Count];
        var added = new List<string>();
        foreach (var path in slim.ExistingPaths())
        {
            var twin = path == PathTable.Root ? PathTable.Root : old.Paths.FindDescendant(PathTable.Root, slim.Paths.Bytes(path));
            if (old.Exists(twin))
            {
                stays[twin] = true;
            }
            else
            {
                added.Add(slim.Paths.PathText(path));
            }
        }

        var removed = old.ExistingPaths().Where(p => !stays[p]).ToList();
        removed.Sort(old.Paths.Compare);
        var joined = Joined(old, slim);
        var linked = old.ExistingPaths().Where(p => stays[p] && joined.ContainsKey(old.InodeEntry(p))).ToList();
        linked.Sort(old.Paths.Compare);
        return new SlimProof(
            [.. removed.Select(old.Paths.PathText)], added, [.. linked.Select(old.Paths.PathText)], TreeDigest.Of(old, p => stays[p], joined), TreeDigest.Of(slim, _ => true));
    }

    // Files of the first that are one in the second and were the same before, each with the first of them by path.
    private static Dictionary<int, int> Joined(ImageTree old, ImageTree slim)
    {
        var joined = new Dictionary<int, int>();
        var firsts = new Dictionary<int, int>();
        var names = slim.ExistingPaths().Where(p => slim.InodeEntry(p) is var inode and >= 0 && slim.Entry(inode).Kind == EntryKind.File).ToList();
        names.Sort(slim.Paths.Compare);
        foreach (var name in names)
        {
            var twin = old.Paths.FindDescendant(PathTable.Root, slim.Paths.Bytes(name));
            var inode = old.InodeEntry(twin);
            if (old.Exists(twin) && inode >= 0 && !firsts.TryAdd(slim.InodeEntry(name), inode)
                && firsts[slim.InodeEntry(name)] is var first && first != inode && TreeDigest.AreSame(old, first, inode))
            {
                joined[inode] = first;
            }
        }

        return joined;
    }
}
