using System.Security.Cryptography;
using Tare.Primitives;

namespace Tare.Oci.Layers;

/// <summary>
/// The tar of a layer. At its end the compressed blob is read to its own end, so that its digest is compared, and the digest of the
/// tar is compared with the one in the image configuration.
/// </summary>
internal sealed class LayerTarStream(Stream tar, Stream blob, Layer layer, Digest? diffId) : ForwardStream
{
    private readonly IncrementalHash? _hash = diffId is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        var read = tar.Read(buffer);
        Pass(buffer[..read], buffer.Length);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await tar.ReadAsync(buffer, cancellationToken);
        Pass(buffer.Span[..read], buffer.Length);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash?.Dispose();
            tar.Dispose();
            blob.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Pass(ReadOnlySpan<byte> bytes, int wanted)
    {
        if (bytes.Length > 0)
        {
            _hash?.AppendData(bytes);
            return;
        }

        if (wanted == 0 || _ended)
        {
            return;
        }

        _ended = true;
        Span<byte> rest = stackalloc byte[4096];
        while (blob.Read(rest) > 0)
        {
        }

        if (diffId is { } expected && new Digest(_hash!.GetCurrentHash()) is var actual && actual != expected)
        {
            throw new InvalidDocumentException(
                $"{layer.Place}: layer {layer.Descriptor.Digest}", $"its tar has the digest {actual}, and the image configuration says {expected}");
        }
    }
}
