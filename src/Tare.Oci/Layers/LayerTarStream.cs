using System.Security.Cryptography;
using Tare.Oci.Manifests;
using Tare.Primitives;

namespace Tare.Oci.Layers;

/// <summary>
/// The tar of a layer. At its end the compressed blob is read to its own end, so that its digest is compared, and the digest of the
/// tar is compared with the one in the image configuration. Errors of the decompressor name the layer.
/// </summary>
internal sealed class LayerTarStream(Stream tar, Stream blob, Layer layer, Digest? diffId) : ForwardStream
{
    private readonly IncrementalHash? _hash = diffId is null ? null : IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = tar.Read(buffer);
            Pass(buffer[..read], buffer.Length);
            return read;
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Damaged(exception);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await tar.ReadAsync(buffer, cancellationToken);
            Pass(buffer.Span[..read], buffer.Length);
            return read;
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            throw Damaged(exception);
        }
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

    private static bool IsDamage(Exception exception) =>
        exception is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException && exception is not TareException;

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

    private InvalidDocumentException Damaged(Exception exception) =>
        new($"{layer.Place}: layer {layer.Descriptor.Digest}", "its compressed data is damaged or cut off", exception);
}
