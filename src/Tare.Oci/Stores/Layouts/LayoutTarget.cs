using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Primitives.Files;

namespace Tare.Oci.Stores.Layouts;

/// <summary>
/// Writes an image into a folder in the OCI image layout. A new folder is made beside its place and renamed at the end; into an
/// existing one go blobs, which are harmless without a name, and at the end the index.
/// </summary>
internal sealed class LayoutTarget : IImageTarget
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);
    private readonly string _folder;
    private readonly string _working;
    private readonly string? _name;
    private readonly BlobFolder _blobs;
    private readonly TimeProvider _clock;
    private bool _committed;

    internal LayoutTarget(string folder, string? name, TimeProvider clock)
    {
        (_folder, _name, _clock) = (Path.GetFullPath(folder), name, clock);
        Place = $"`{folder}`";
        var isNew = !Directory.Exists(_folder) || !Directory.EnumerateFileSystemEntries(_folder).Any();
        if (!isNew && !File.Exists(Path.Combine(_folder, LayoutFile.Name)))
        {
            throw new OciException($"{Place} exists and is not an OCI image layout", "choose another folder, or empty this one");
        }

        // The name is always the same, so that a copy that was killed goes on where it stopped.
        _working = isNew ? Path.Combine(Path.GetDirectoryName(_folder) ?? "/", $".{Path.GetFileName(_folder)}.tare-partial") : _folder;
        _blobs = new BlobFolder(_working, Place);
    }

    public string Place { get; }

    public bool TakesDockerTypes => false;

    private bool IsNew => _working != _folder;

    public ValueTask<bool> HasBlobAsync(Descriptor blob, CancellationToken stop) => ValueTask.FromResult(_blobs.Has(blob));

    public async Task<BlobTransfer> PutBlobAsync(Descriptor blob, IBlobSource source, CancellationToken stop)
    {
        await _blobs.PutAsync(blob, source, stop);
        return BlobTransfer.Sent;
    }

    public Task PutManifestAsync(Descriptor manifest, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        _blobs.Put(manifest, bytes.Span);
        return Task.CompletedTask;
    }

    public async Task CommitAsync(Descriptor root, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        _blobs.Put(root, bytes.Span);
        var marker = Path.Combine(_working, LayoutFile.Name);
        if (!File.Exists(marker))
        {
            AtomicFile.Write(marker, LayoutFile.Content);
        }

        var entry = _name is null ? root : root with { Annotations = root.Annotations.With(AnnotationKeys.RefName, _name) };
        await using (await LockAsync(marker, stop))
        {
            var path = Path.Combine(_working, LayoutFile.IndexName);
            var index = !IsNew && File.Exists(path)
                ? ImageIndex.Parse(await File.ReadAllBytesAsync(path, stop), $"`{path}`").Model
                : new ImageIndex(MediaTypes.OciIndex, []);
            AtomicFile.Write(path, LayoutIndex.With(index, entry).ToDocument().Bytes.Span);
        }

        if (IsNew)
        {
            if (Directory.Exists(_folder))
            {
                Directory.Delete(_folder);
            }

            Directory.Move(_working, _folder);
        }

        _committed = true;
    }

    public ValueTask DisposeAsync()
    {
        // Finished blobs of a new folder wait for the next attempt; without any, nothing is left.
        if (!_committed && IsNew && Directory.Exists(_working) && !Directory.EnumerateFiles(_working, "*", SearchOption.AllDirectories).Any())
        {
            Directory.Delete(_working, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    // Two Tares may add to one layout: the file `oci-layout` serves as the lock, so that no file is left over.
    private async Task<FileStream> LockAsync(string marker, CancellationToken stop)
    {
        var started = _clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(marker, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (_clock.GetElapsedTime(started) < LockPatience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), _clock, stop);
            }
        }
    }
}
