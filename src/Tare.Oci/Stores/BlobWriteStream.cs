using System.Security.Cryptography;
using Tare.Oci.Manifests;
using Tare.Primitives;

namespace Tare.Oci.Stores;

/// <summary>Writes a new blob, hashing it on the way; without <see cref="Commit"/> it leaves nothing behind.</summary>
public sealed class BlobWriteStream : Stream
{
    private readonly IncrementalHash? _hash;
    private readonly string _temporary;
    private readonly Func<Digest, string> _pathOf;
    private readonly string _place;
    private readonly FileStream _file;
    private long _count;
    private bool _committed;

    internal BlobWriteStream(string temporary, Func<Digest, string> pathOf, string place, bool isHashed = true)
    {
        _hash = isHashed ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        (_temporary, _pathOf, _place) = (temporary, pathOf, place);
        _file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _count;

    /// <inheritdoc/>
    public override long Position { get => _count; set => throw new NotSupportedException(); }

    /// <summary>
    /// Gives the blob its name and describes it. With <paramref name="expected"/>, other content is refused with
    /// <see cref="BlobMismatchException"/>.
    /// </summary>
    public Descriptor Commit(string mediaType, Descriptor? expected = null)
    {
        var digest = new Digest((_hash ?? throw new InvalidOperationException("the blob is not hashed here")).GetCurrentHash());
        if (expected is not null && (expected.Digest != digest || expected.Size != _count))
        {
            throw expected.Size == _count
                ? new BlobMismatchException(_place, expected.Digest, digest)
                : new BlobMismatchException(_place, expected.Digest, expected.Size, _count);
        }

        var blob = new Descriptor(mediaType, digest, _count);
        Name(blob);
        return blob;
    }

    /// <summary>Gives a blob its name whose digest was taken on the way; one of another size is refused with <see cref="BlobMismatchException"/>.</summary>
    public void CommitHashed(Descriptor blob)
    {
        if (blob.Size != _count)
        {
            throw new BlobMismatchException(_place, blob.Digest, blob.Size, _count);
        }

        Name(blob);
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _file.Write(buffer);
        Pass(buffer);
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _file.WriteAsync(buffer, cancellationToken);
        Pass(buffer.Span);
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush() => _file.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _hash?.Dispose();
            if (!_committed)
            {
                File.Delete(_temporary);
            }
        }

        base.Dispose(disposing);
    }

    private void Name(Descriptor blob)
    {
        _file.Dispose();
        File.Move(_temporary, _pathOf(blob.Digest), overwrite: true);
        _committed = true;
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        _hash?.AppendData(bytes);
        _count += bytes.Length;
    }
}
