using System.Text;
using Tare.Archives.Tar;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.Platforms;
using Tare.Oci.Stores.Layouts;
using Tare.Primitives;
using Tare.Primitives.Files;

namespace Tare.Oci.Stores.Archives;

/// <summary>
/// Writes the archive that docker load, podman, skopeo and containerd all accept: an OCI image layout with a <c>manifest.json</c>
/// beside it and the image's name under both annotations. It grows beside its place and is renamed when it is whole.
/// </summary>
internal sealed class ArchiveTarget : ISequentialTarget
{
    private readonly string _path;
    private readonly string _partial;
    private readonly string? _name;
    private readonly TarWriter _tar;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly HashSet<Digest> _written = [];
    private readonly List<Document<ImageManifest>> _manifests = [];
    private IReadOnlyList<Descriptor> _children = [];
    private bool _committed;

    internal ArchiveTarget(string path, string? name)
    {
        (_path, _name, Place) = (Path.GetFullPath(path), name, $"`{path}`");
        if (Directory.Exists(_path))
        {
            throw new OciException($"{Place} is a folder", "name a file for the archive, or write a layout with `oci:FOLDER`");
        }

        try
        {
            var partial = Leftovers.Supersede(Path.GetDirectoryName(_path)!, $"{Path.GetFileName(_path)}.", ".partial");
            (_partial, _tar) = (partial.Name, new TarWriter(partial));
        }
        catch (DirectoryNotFoundException)
        {
            throw new OciException($"cannot write {Place}: its folder does not exist", $"make it first: `mkdir -p {Path.GetDirectoryName(path)}`");
        }

        _tar.Write(Folder("blobs/"));
        _tar.Write(Folder("blobs/sha256/"));
    }

    public string Place { get; }

    public bool TakesDockerTypes => false;

    public ValueTask<bool> HasBlobAsync(Descriptor blob, CancellationToken stop)
    {
        lock (_written)
        {
            return ValueTask.FromResult(_written.Contains(blob.Digest));
        }
    }

    public async Task<BlobTransfer> PutBlobAsync(Descriptor blob, IBlobSource source, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            if (!Claim(blob.Digest))
            {
                return BlobTransfer.Present;
            }

            await using var content = await source.OpenBlobAsync(blob, stop);
            await using var stoppable = new StoppableStream(content, stop);
            _tar.Write(FileEntry(BlobPath(blob), blob.Size), stoppable);

            // The verdict on the digest falls only when the end is seen.
            if (content.ReadByte() >= 0)
            {
                throw new BlobMismatchException(source.Place, blob.Digest, blob.Size, blob.Size + 1);
            }

            return BlobTransfer.Sent;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task PutManifestAsync(Descriptor manifest, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            if (Claim(manifest.Digest))
            {
                _tar.Write(FileEntry(BlobPath(manifest), bytes.Length), bytes.Span);
            }

            if (MediaTypes.IsIndex(manifest.MediaType))
            {
                _children = ImageIndex.Parse(bytes).Model.Manifests;
            }
            else
            {
                _manifests.Add(ImageManifest.Parse(bytes));
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task CommitAsync(Descriptor root, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        await PutManifestAsync(root, bytes, stop);
        var (shortName, fullName) = ArchiveNames.Of(_name);
        var entry = root;
        if (shortName is not null)
        {
            entry = entry with { Annotations = entry.Annotations.With(AnnotationKeys.RefName, shortName) };
        }

        if (fullName is { } full)
        {
            entry = entry with { Annotations = entry.Annotations.With(AnnotationKeys.ContainerdName, full.ToString()) };
        }

        WriteFile(LayoutFile.Name, LayoutFile.Content);
        WriteFile(LayoutFile.IndexName, new ImageIndex(MediaTypes.OciIndex, [entry]).ToDocument().Bytes.Span);
        if (Loadable(root) is { } image)
        {
            WriteFile(
                DockerManifestEntry.FileName,
                DockerManifestEntry.Write(BlobPath(image.Config), fullName?.Familiar, image.Layers.Select(BlobPath)).Span);
        }

        _tar.Finish();
        _tar.Dispose();
        File.Move(_partial, _path, overwrite: true);
        _committed = true;
    }

    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        if (!_committed)
        {
            GiveUp();
        }

        return ValueTask.CompletedTask;
    }

    // On a full disk closing fails as well, for what was not written yet; the error that led here is the one to be told.
    private void GiveUp()
    {
        try
        {
            _tar.Dispose();
        }
        catch (IOException)
        {
        }
        finally
        {
            File.Delete(_partial);
        }
    }

    private static string BlobPath(Descriptor blob) => $"blobs/sha256/{blob.Digest.Hex}";

    // Times and owners are fixed: the same image gives the same archive.
    private static TarEntry FileEntry(string path, long size) => new() { Path = Encoding.UTF8.GetBytes(path), Kind = TarEntryKind.File, Size = size };

    private static TarEntry Folder(string path) => new() { Path = Encoding.UTF8.GetBytes(path), Kind = TarEntryKind.Folder, Mode = 0x1ED };

    private void WriteFile(string path, ReadOnlySpan<byte> content) => _tar.Write(FileEntry(path, content.Length), content);

    // Docker's classic store loads one platform: this machine's where there is a choice.
    private ImageManifest? Loadable(Descriptor root)
    {
        var images = _manifests.Where(m => m.Model.Config.MediaType is MediaTypes.OciConfig).ToArray();
        if (Array.Find(images, m => m.Digest == root.Digest) is { } only)
        {
            return only.Model;
        }

        var chosen = PlatformChoice.Choose(_children, Platform.Host);
        return (Array.Find(images, m => m.Digest == chosen?.Digest) ?? images.FirstOrDefault())?.Model;
    }

    private bool Claim(Digest digest)
    {
        lock (_written)
        {
            return _written.Add(digest);
        }
    }
}
