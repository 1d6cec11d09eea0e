using System.Text;
using Tare.Images.FileSystem;
using Tare.Images.Scanning;
using Tare.Oci.Images;

namespace Tare.Images.Building;

/// <summary>The image that a new one is put on, and what of it the environment depends on.</summary>
public sealed class BaseImage
{
    private const int MostLinks = 40;
    private const int UsualMode = 0x1ED;
    private readonly ImageTree _tree;

    private BaseImage(string name, Image image, ImageTree tree) => (Name, Image, _tree) = (name, image, tree);

    /// <summary>The name it was asked for by.</summary>
    public string Name { get; }

    /// <summary>The image.</summary>
    public Image Image { get; }

    /// <summary>The version of its glibc, or null.</summary>
    public string? Glibc { get; private init; }

    /// <summary>Its C library is musl.</summary>
    public bool IsMusl { get; private init; }

    /// <summary>The CUDA that it says it brings, as major and minor version, or null (<c>CUDA_VERSION</c> of NVIDIA's images).</summary>
    public string? Cuda => Image.Config.Model.Container.Env?.FirstOrDefault(e => e.StartsWith("CUDA_VERSION=", StringComparison.Ordinal)) is { } text
        && text["CUDA_VERSION=".Length..].Split('.') is { Length: >= 2 } parts ? $"{parts[0]}.{parts[1]}" : null;

    /// <summary>Reads the image once.</summary>
    public static BaseImage Read(string name, Image image, CancellationToken stop)
    {
        var paths = new PathTable();
        var reader = new LibcReader();
        var tree = ImageScanner.Scan(image, paths, new ScanOptions { Reader = reader, FingerprintFrom = long.MaxValue }, stop);
        var here = reader.Found.Where(f => IsInPlace(tree, f.Place)).OrderBy(f => paths.PathText(f.Place.Path), StringComparer.Ordinal).ToList();
        return new BaseImage(name, image, tree)
        {
            Glibc = here.Count == 0 ? null : here[0].Version,
            IsMusl = here.Count == 0 && tree.ExistingPaths().Any(p => paths.Name(p).StartsWith("ld-musl-"u8)),
        };
    }

    /// <summary>Where a folder of the image lies in a layer: links of the base are followed, and its own folders stay as they are.</summary>
    public LayerRoot RootOf(string path)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var rest = new Stack<string>(path.Split('/').Reverse());
        var at = PathTable.Root;
        var place = new List<string>();
        for (var links = 0; rest.TryPop(out var name);)
        {
            if (name is "" or ".")
            {
                continue;
            }

            if (name == "..")
            {
                place.RemoveAt(Math.Max(0, place.Count - 1));
                at = place.Count == 0 ? PathTable.Root : _tree.Paths.FindDescendant(PathTable.Root, Encoding.UTF8.GetBytes(string.Join('/', place)));
                continue;
            }

            var next = at < 0 ? -1 : _tree.Paths.Find(at, Encoding.UTF8.GetBytes(name));
            if (next >= 0 && _tree.Exists(next) && LinkTarget(next) is { } target)
            {
                _ = ++links <= MostLinks ? links : throw new ImageException($"`{path}` leads in a circle of links in {Name}", "choose another --prefix");
                if (target.StartsWith('/'))
                {
                    place.Clear();
                    at = PathTable.Root;
                }

                foreach (var segment in target.Split('/').Reverse())
                {
                    rest.Push(segment);
                }

                continue;
            }

            place.Add(name);
            at = next >= 0 && _tree.Exists(next) ? next : -1;
            Check(at, path, string.Join('/', place), kept);
        }

        return new LayerRoot(path, string.Join('/', place), kept);
    }

    /// <summary>The base has something at a path.</summary>
    public bool Has(string path)
    {
        var at = _tree.Paths.FindDescendant(PathTable.Root, Encoding.UTF8.GetBytes(RootOf(path).Folder));
        return at >= 0 && _tree.Exists(at);
    }

    private void Check(int at, string path, string place, HashSet<string> kept)
    {
        if (at < 0)
        {
            return;
        }

        if (!_tree.IsFolder(at))
        {
            throw new ImageException($"`/{place}` is no folder in {Name}, so `{path}` cannot be made there", "choose another --prefix");
        }

        var inode = _tree.InodeEntry(at);
        if (inode >= 0 && _tree.Entry(inode) is { } entry && (entry.Permissions != UsualMode || entry.Uid != 0 || entry.Gid != 0 || entry.Attributes != 0))
        {
            kept.Add(place);
        }
    }

    private string? LinkTarget(int path)
    {
        var inode = _tree.InodeEntry(path);
        return inode >= 0 && _tree.Entry(inode) is { Kind: EntryKind.SymbolicLink } entry ? Encoding.UTF8.GetString(_tree.Paths.Names[entry.Target]) : null;
    }

    private static bool IsInPlace(ImageTree tree, ContentPlace place)
    {
        var entry = tree.FirstEntry(place.Layer) + place.Entry;
        return tree.InodeEntry(tree.Entry(entry).Path) == entry;
    }
}
