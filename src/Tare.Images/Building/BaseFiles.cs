using System.Text;
using Tare.Images.FileSystem;
using Tare.Images.Scanning;
using Tare.Oci.Images;

namespace Tare.Images.Building;

/// <summary>The paths of a base, and its C library: all that a build has to know of its layers. Paths have no slash at the start.</summary>
internal sealed record BaseFiles
{
    private const int UsualMode = 0x1ED;

    /// <summary>The version of its glibc, or null.</summary>
    internal string? Glibc { get; init; }

    /// <summary>Its C library is musl.</summary>
    internal bool IsMusl { get; init; }

    /// <summary>The folders; true for those with owners or permissions of their own.</summary>
    internal required IReadOnlyDictionary<string, bool> Folders { get; init; }

    /// <summary>The symbolic links and their texts.</summary>
    internal required IReadOnlyDictionary<string, string> Links { get; init; }

    /// <summary>Everything else.</summary>
    internal required IReadOnlySet<string> Others { get; init; }

    /// <summary>Reads all layers once.</summary>
    internal static BaseFiles Read(Image image, CancellationToken stop)
    {
        var reader = new LibcReader();
        var tree = ImageScanner.Scan(image, new PathTable(), new ScanOptions { Reader = reader, FingerprintFrom = long.MaxValue }, stop);
        var (folders, links) = (new Dictionary<string, bool>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        var others = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in tree.ExistingPaths())
        {
            var text = tree.Paths.PathText(path).TrimStart('/');
            var inode = tree.InodeEntry(path);
            if (tree.IsFolder(path))
            {
                folders[text] = inode >= 0 && IsUnusual(tree.Entry(inode));
            }
            else if (inode >= 0 && tree.Entry(inode) is { Kind: EntryKind.SymbolicLink } link)
            {
                links[text] = Encoding.UTF8.GetString(tree.Paths.Names[link.Target]);
            }
            else
            {
                others.Add(text);
            }
        }

        var here = reader.Found.Where(f => IsInPlace(tree, f.Place)).OrderBy(f => tree.Paths.PathText(f.Place.Path), StringComparer.Ordinal).ToList();
        return new BaseFiles
        {
            Glibc = here.Count == 0 ? null : here[0].Version,
            IsMusl = here.Count == 0 && others.Any(p => p[(p.LastIndexOf('/') + 1)..].StartsWith("ld-musl-", StringComparison.Ordinal)),
            Folders = folders,
            Links = links,
            Others = others,
        };
    }

    private static bool IsUnusual(LayerEntry entry) => entry.Permissions != UsualMode || entry.Uid != 0 || entry.Gid != 0 || entry.Attributes != 0;

    private static bool IsInPlace(ImageTree tree, ContentPlace place)
    {
        var entry = tree.FirstEntry(place.Layer) + place.Entry;
        return tree.InodeEntry(tree.Entry(entry).Path) == entry;
    }
}
