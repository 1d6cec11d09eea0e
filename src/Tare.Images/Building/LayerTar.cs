using System.Text;
using Tare.Archives.Tar;

namespace Tare.Images.Building;

/// <summary>
/// Writes the entries of a layer: everything belongs to root, folders come before what is in them and once. Names that a layer reads
/// as deletions are refused.
/// </summary>
internal sealed class LayerTar(TarWriter tar, LayerRoot root)
{
    private const int FolderMode = 0x1ED;
    private HashSet<string> _folders = new(StringComparer.Ordinal);

    internal LayerRoot Root => root;

    /// <summary>The same layer seen from another place in the image.</summary>
    internal LayerTar At(LayerRoot other) => new(tar, other) { _folders = _folders };

    /// <summary>A folder and those above it.</summary>
    internal void Folder(string path, int mode = FolderMode, int owner = 0)
    {
        if (path.Length == 0 || !_folders.Add(path))
        {
            return;
        }

        FolderOf(path);
        if (!root.Kept.Contains(path))
        {
            tar.Write(Entry(path + "/", TarEntryKind.Folder) with { Mode = mode, Uid = owner, Gid = owner });
        }
    }

    internal void File(string path, int mode, long time, ReadOnlySpan<byte> content)
    {
        FolderOf(path);
        tar.Write(Entry(path, TarEntryKind.File) with { Mode = mode, ModifiedSeconds = time }, content);
    }

    internal void File(string path, int mode, long time, (long Size, Stream Content) data)
    {
        FolderOf(path);
        tar.Write(Entry(path, TarEntryKind.File) with { Mode = mode, ModifiedSeconds = time, Size = data.Size }, data.Content);
    }

    internal void SymbolicLink(string path, ReadOnlyMemory<byte> target, long time)
    {
        FolderOf(path);
        tar.Write(Entry(path, TarEntryKind.SymbolicLink) with { Mode = 0x1FF, LinkTarget = target, ModifiedSeconds = time });
    }

    internal void HardLink(string path, string target, int mode, long time)
    {
        FolderOf(path);
        tar.Write(Entry(path, TarEntryKind.HardLink) with { Mode = mode, LinkTarget = Encoding.UTF8.GetBytes(target), ModifiedSeconds = time });
    }

    /// <summary>Takes a path of the layers below away (OCI image specification, layer.md, "Whiteouts").</summary>
    internal void Deletion(string path)
    {
        var slash = path.LastIndexOf('/') + 1;
        FolderOf(path);
        tar.Write(new TarEntry { Path = Encoding.UTF8.GetBytes($"{path[..slash]}.wh.{path[slash..]}"), Kind = TarEntryKind.File });
    }

    private void FolderOf(string path)
    {
        var slash = path.LastIndexOf('/');
        if (slash > 0)
        {
            Folder(path[..slash]);
        }
    }

    private static TarEntry Entry(string path, TarEntryKind kind)
    {
        var name = path.TrimEnd('/');
        return name[(name.LastIndexOf('/') + 1)..].StartsWith(".wh.", StringComparison.Ordinal)
            ? throw new ImageException($"`/{name}` would delete a file of the image instead of bringing one", "a layer reads names that start with .wh. as deletions; the package cannot be put into an image")
            : new TarEntry { Path = Encoding.UTF8.GetBytes(path), Kind = kind };
    }
}
