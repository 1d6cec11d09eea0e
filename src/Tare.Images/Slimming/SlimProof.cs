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
/// <param name="Before">Digest of the first without the removed paths.</param>
/// <param name="After">Digest of the second.</param>
public sealed record SlimProof(IReadOnlyList<string> RemovedPaths, IReadOnlyList<string> AddedPaths, Digest Before, Digest After)
{
    /// <summary>Nothing but the removed paths differs.</summary>
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
        return new SlimProof([.. removed.Select(old.Paths.PathText)], added, TreeDigest.Of(old, p => stays[p]), TreeDigest.Of(slim, _ => true));
    }
}
