using System.Text;
using Tare.Archives.Tar;
using Tare.Oci.Layers;
using Tare.Primitives.Files;
using Tare.Primitives.Posix;

namespace Tare.Images.Sandboxing;

/// <summary>
/// A file system in a temporary folder, made of layers, for programs of an image to run in. Links are followed by the texts that were
/// unpacked, never by the kernel, so that nothing is written outside. Owners and devices are left out. The folder of a process that was
/// killed goes when the next is made.
/// </summary>
internal sealed class SandboxRoot : IDisposable
{
    private const int OwnerMayRead = 0x180;
    private readonly ScratchFolder _scratch;
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    internal SandboxRoot()
    {
        _scratch = new ScratchFolder(Path.GetTempPath(), "tare-root");
        Folder = Path.Join(_scratch.Path, "root");
        MakePrivate(Folder);
        foreach (var name in (string[])["dev", "proc", "tmp"])
        {
            Directory.CreateDirectory(Path.Join(Folder, name));
        }
    }

    /// <summary>The folder on this machine.</summary>
    internal string Folder { get; }

    /// <summary>Where a path of the image lies on this machine.</summary>
    internal string PathOf(string path) => Path.Join(Folder, PathWalk.Resolve(path, p => _links.GetValueOrDefault(p)) ?? throw new ImageException($"`{path}` leads in a circle of links"));

    /// <summary>A file or folder is there, links followed.</summary>
    internal bool Has(string path) => PathWalk.Resolve(path, p => _links.GetValueOrDefault(p)) is { } place && Path.Exists(Path.Join(Folder, place));

    /// <summary>Puts a layer on top; of the files those that <paramref name="wants"/> names, or all.</summary>
    internal void Unpack(Layer layer, Func<string, bool>? wants, CancellationToken stop)
    {
        using var tar = layer.OpenTarAsync(stop).AsTask().GetAwaiter().GetResult();
        Unpack(tar, layer.Place, wants, stop);
    }

    /// <summary>Puts a layer's tar on top.</summary>
    internal void Unpack(Stream layer, string source, Func<string, bool>? wants, CancellationToken stop)
    {
        var fresh = new HashSet<string>(StringComparer.Ordinal);
        using var reader = new TarReader(layer, new TarReaderOptions { Source = source, LeaveOpen = true });
        while (reader.Next() is { } entry)
        {
            stop.ThrowIfCancellationRequested();
            var path = PlaceOf(Encoding.UTF8.GetString(entry.Path.Span).TrimEnd('/'));
            if (path.Length > 0 && (entry.Kind is not (TarEntryKind.File or TarEntryKind.HardLink) || wants?.Invoke(path) != false))
            {
                Place(path, entry, reader, fresh);
            }
        }

        reader.Drain();
    }

    public void Dispose()
    {
        foreach (var folder in Directory.EnumerateDirectories(Folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            SetMode(folder, 0x1ED);
        }

        _scratch.Dispose();
    }

    private void Place(string path, TarEntry entry, TarReader reader, HashSet<string> fresh)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (name.StartsWith(".wh.", StringComparison.Ordinal))
        {
            Hide(path, name, fresh);
            return;
        }

        fresh.Add(path);
        var full = Path.Join(Folder, path);
        if (entry.Kind == TarEntryKind.Folder)
        {
            MakeFolder(full, path);
            SetMode(full, entry.Mode | 0x1C0);
            return;
        }

        MakeFolder(Path.GetDirectoryName(full)!, path[..^name.Length].TrimEnd('/'));
        Remove(path);
        if (entry.Kind == TarEntryKind.SymbolicLink)
        {
            _links[path] = entry.LinkTargetText;
            File.CreateSymbolicLink(full, entry.LinkTargetText);
        }
        else if (entry.Kind == TarEntryKind.HardLink)
        {
            Link(PlaceOf(entry.LinkTargetText), full);
        }
        else if (entry.Kind == TarEntryKind.File)
        {
            using (var file = new FileStream(full, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1))
            {
                for (var chunk = reader.ReadChunk(); chunk.Length > 0; chunk = reader.ReadChunk())
                {
                    file.Write(chunk);
                }
            }

            SetMode(full, entry.Mode | OwnerMayRead);
        }
    }

    private void Hide(string path, string name, HashSet<string> fresh)
    {
        var folder = path[..^name.Length].TrimEnd('/');
        if (name != ".wh..wh..opq")
        {
            Remove($"{folder}/{name[".wh.".Length..]}".TrimStart('/'));
        }
        else if (Directory.Exists(Path.Join(Folder, folder)))
        {
            foreach (var below in Directory.GetFileSystemEntries(Path.Join(Folder, folder)).Select(p => Path.GetRelativePath(Folder, p)).Where(p => !fresh.Contains(p)))
            {
                Remove(below);
            }
        }
    }

    // The folder that a path is in may lie behind a link; what stands at the path itself gives way to the entry.
    private string PlaceOf(string path)
    {
        var slash = path.LastIndexOf('/');
        var folder = PathWalk.Resolve(slash < 0 ? "" : path[..slash], p => _links.GetValueOrDefault(p)) ?? throw new ImageException($"`{path}` leads in a circle of links");
        var name = path[(slash + 1)..];
        return name is "" or "." or ".." ? "" : folder.Length == 0 ? name : $"{folder}/{name}";
    }

    private void MakeFolder(string full, string path)
    {
        if (!Directory.Exists(full) || _links.ContainsKey(path))
        {
            Remove(path);
            Directory.CreateDirectory(full);
        }
    }

    private void Remove(string path)
    {
        var full = Path.Join(Folder, path);
        var isLink = _links.Remove(path);
        if (!isLink && Directory.Exists(full))
        {
            Directory.Delete(full, recursive: true);
            foreach (var link in _links.Keys.Where(l => l.StartsWith(path + "/", StringComparison.Ordinal)).ToList())
            {
                _links.Remove(link);
            }
        }
        else if (isLink || File.Exists(full))
        {
            File.Delete(full);
        }
    }

    // A file that was not wanted cannot be linked to either.
    private void Link(string existing, string full)
    {
        var from = Path.Join(Folder, existing);
        if (File.Exists(from))
        {
            using var source = FolderHandle.Open(Path.GetDirectoryName(from)!);
            using var target = FolderHandle.Open(Path.GetDirectoryName(full)!);
            source.Link(FolderHandle.Zero(Path.GetFileName(from)), target, FolderHandle.Zero(Path.GetFileName(full)));
        }
    }

    // What is in an image is nobody's business but the user's.
    private static void MakePrivate(string folder)
    {
        Directory.CreateDirectory(folder);
        SetMode(folder, 0x1C0);
    }

    private static void SetMode(string full, int mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(full, (UnixFileMode)(mode & 0x1FF));
        }
    }
}
