using Tare.Archives.Compression;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.Stores.Layouts;

namespace Tare.Oci.Stores.Archives;

/// <summary>
/// A tar file of an image, read where it lies. Only one that is compressed as a whole (<c>docker save | gzip</c>) is unpacked to a
/// temporary file first, since its entries come in any order and cannot be sought.
/// </summary>
internal sealed class ArchiveFile : ILayoutFiles
{
    // Kept as a stream: a FileStream that nobody holds closes its handle when it is collected.
    private readonly FileStream _file;
    private readonly TarIndex _index;

    private ArchiveFile(string path, FileStream stream)
    {
        Place = $"`{path}`";
        _index = TarIndex.Read(stream, path);
        _file = stream;
        Length = stream.Length;
    }

    public string Place { get; }

    private long Length { get; }

    /// <summary>Opens an archive and finds where its entries are.</summary>
    internal static ArchiveFile Open(string path)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageNotFoundException($"`{path}` does not exist");
        }

        try
        {
            return new ArchiveFile(path, Unpacked(stream, path));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The first block is a tar header: what fails later is damage, not another kind of file.</summary>
    internal static bool StartsAsTar(string path)
    {
        using var stream = File.OpenRead(path);
        var block = new byte[512];
        return stream.ReadAtLeast(block, 262, throwOnEndOfStream: false) >= 262 && (IsHeader(block) || Decompression.Sniff(block) != CompressionFormat.None);
    }

    internal static bool IsHeader(ReadOnlySpan<byte> block) => block[257..262].SequenceEqual("ustar"u8);

    /// <summary>The archive has an entry of this name.</summary>
    internal bool Has(string name) => _index.Find(name) is not null;

    /// <summary>Where an entry's content is; <see cref="InvalidDocumentException"/> says who misses it.</summary>
    internal TarItem Required(string name, string wantedBy)
    {
        var item = _index.Find(name) ?? throw new InvalidDocumentException($"{Place}", $"{wantedBy} names `{name}`, which is not in the archive");
        return item.Offset + item.Size <= Length ? item : throw new InvalidDocumentException($"{Place}", $"it ends inside `{name}`");
    }

    internal Stream Open(TarItem item) => new BufferedStream(new FileSliceStream(_file.SafeFileHandle, item.Offset, item.Size), 1 << 16);

    internal ReadOnlyMemory<byte> ReadAll(TarItem item, string name)
    {
        if (item.Size > ImageManifest.MaximumSize)
        {
            throw new InvalidDocumentException($"`{name}` of {Place}", "it is too large for such a file");
        }

        using var stream = Open(item);
        var content = new byte[item.Size];
        stream.ReadExactly(content);
        return content;
    }

    public ReadOnlyMemory<byte>? Read(string name) => _index.Find(name) is null ? null : ReadAll(Required(name, "the layout"), name);

    public ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return _index.Find($"blobs/sha256/{blob.Digest.Hex}") is not null
            ? ValueTask.FromResult<Stream>(new VerifyingStream(Open(Required($"blobs/sha256/{blob.Digest.Hex}", "the image")), blob, Place))
            : throw new ImageNotFoundException($"{Place} lacks the blob {blob.Digest}", "the image was not copied whole; copy it again");
    }

    public void Dispose() => _file.Dispose();

    private static FileStream Unpacked(FileStream stream, string path)
    {
        Span<byte> head = stackalloc byte[Decompression.SniffLength];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return Decompression.Sniff(head[..read]) == CompressionFormat.None ? stream : WholeArchive.Unpack(stream, path);
    }
}
