using System.Security.Cryptography;
using Tare.Oci.Manifests;
using Tare.Primitives;

namespace Tare.Oci.Layers;

/// <summary>Reads a blob and compares its size and digest with the descriptor while the bytes pass; the verdict falls at the end.</summary>
internal sealed class VerifyingStream(Stream inner, Descriptor expected, string place) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _count;
    private bool _verified;

    public override int Read(Span<byte> buffer) => buffer.Length == 0 ? 0 : Pass(buffer, inner.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = buffer.Length == 0 ? 0 : await inner.ReadAsync(buffer, cancellationToken);
        return buffer.Length == 0 ? 0 : Pass(buffer.Span, read);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Pass(ReadOnlySpan<byte> buffer, int read)
    {
        if (read > 0)
        {
            _hash.AppendData(buffer[..read]);
            _count += read;
            return _count <= expected.Size ? read : throw new BlobMismatchException(place, expected.Digest, expected.Size, _count);
        }

        if (!_verified)
        {
            if (_count != expected.Size)
            {
                throw new BlobMismatchException(place, expected.Digest, expected.Size, _count);
            }

            var actual = new Digest(_hash.GetCurrentHash());
            _verified = actual == expected.Digest ? true : throw new BlobMismatchException(place, expected.Digest, actual);
        }

        return 0;
    }
}
