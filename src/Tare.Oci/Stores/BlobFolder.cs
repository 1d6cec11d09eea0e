using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Primitives;

namespace Tare.Oci.Stores;

/// <summary>
/// Blobs in files named by their digest, <c>blobs/sha256/HEX</c> of an OCI layout. A blob appears under its name only when it is
/// whole and verified.
/// </summary>
public sealed class BlobFolder(string folder, string? place = null) : IBlobSource
{
    private const int CopyBuffer = 1 << 18;

    /// <inheritdoc/>
    public string Place { get; } = place ?? $"`{folder}`";

    /// <summary>The blobs are this process's own and nobody's after it: a folder that takes one over moves it, and nothing verifies it again.</summary>
    public bool GivesAway { get; init; }

    private string Blobs => Path.Combine(folder, "blobs", "sha256");

    /// <summary>The path that a blob has, or will have.</summary>
    public string PathOf(Digest digest) => Path.Combine(Blobs, digest.Hex);

    /// <summary>A file of the blob's name and size is there.</summary>
    public bool Has(Descriptor blob) => new FileInfo(PathOf(blob.Digest)) is { Exists: true } file && file.Length == blob.Size;

    /// <inheritdoc/>
    public ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        try
        {
            var file = new FileStream(PathOf(blob.Digest), new FileStreamOptions
            {
                Access = FileAccess.Read,
                Mode = FileMode.Open,
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });
            return ValueTask.FromResult<Stream>(GivesAway ? file : new VerifyingStream(new BufferedStream(file, 1 << 16), blob, Place));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageNotFoundException($"{Place} lacks the blob {blob.Digest}", "the image was not copied whole; copy it again");
        }
    }

    /// <summary>Stores a blob from another place; reading it verifies it.</summary>
    public async Task PutAsync(Descriptor blob, IBlobSource source, CancellationToken stop)
    {
        if (source is BlobFolder { GivesAway: true } own)
        {
            Directory.CreateDirectory(Blobs);
            File.Move(own.PathOf(blob.Digest), PathOf(blob.Digest), overwrite: true);
            return;
        }

        await using var writer = CreateWriter(isHashed: false);
        await using (var content = await source.OpenBlobAsync(blob, stop))
        {
            await content.CopyToAsync(writer, CopyBuffer, stop);
        }

        writer.CommitHashed(blob);
    }

    /// <summary>Stores bytes at hand.</summary>
    public void Put(Descriptor blob, ReadOnlySpan<byte> content)
    {
        using var writer = CreateWriter();
        writer.Write(content);
        writer.Commit(blob.MediaType, blob);
    }

    /// <summary>A stream for a blob whose digest is not known yet; <paramref name="isHashed"/> false where its writer takes the digest.</summary>
    public BlobWriteStream CreateWriter(bool isHashed = true)
    {
        Directory.CreateDirectory(Blobs);
        return new BlobWriteStream(Path.Combine(Blobs, $".{Guid.NewGuid():N}.partial"), PathOf, Place, isHashed);
    }
}
