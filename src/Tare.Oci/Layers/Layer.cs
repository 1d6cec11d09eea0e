using System.Net;
using Tare.Oci.Manifests;
using Tare.Oci.Registries;
using Tare.Primitives;

namespace Tare.Oci.Layers;

/// <summary>One layer of an image: a blob in some store, and the tar inside it.</summary>
/// <param name="Descriptor">The blob as it is stored: media type, digest, size.</param>
/// <param name="DiffId">The digest of the tar before compression.</param>
/// <param name="Source">The store.</param>
public sealed record Layer(Descriptor Descriptor, Digest DiffId, IBlobSource Source)
{
    /// <summary>What messages call the store.</summary>
    public string Place => Source.Place;

    /// <summary>The blob as it is stored, verified at its end.</summary>
    public async ValueTask<Stream> OpenBlobAsync(CancellationToken stop)
    {
        try
        {
            return await Source.OpenBlobAsync(Descriptor, stop);
        }
        catch (OciException exception) when (MediaTypes.IsForeignLayer(Descriptor.MediaType) && exception is ImageNotFoundException or RegistryException { Status: HttpStatusCode.NotFound })
        {
            var elsewhere = Descriptor.Urls is { Count: > 0 } urls ? $", only the address {UrlSecrets.Hide(urls[0])}" : "";
            throw new ImageNotFoundException(
                $"{Place} does not have the layer {Descriptor.Digest}{elsewhere}: it is of a kind that registries must not hold",
                "pull and save the image with a Docker that fetches such layers (those of Windows have them), and name the archive here");
        }
    }

    /// <summary>
    /// The tar, whatever the blob is packed with; at the end the blob's digest and, unless <paramref name="verifyDiffId"/> is
    /// false, the tar's are compared. A reader that stops at the tar's end marker must read on to the end of the stream for that.
    /// </summary>
    public async ValueTask<Stream> OpenTarAsync(CancellationToken stop, bool verifyDiffId = true)
    {
        var blob = await OpenBlobAsync(stop);
        try
        {
            return new LayerTarStream(await LayerDecoder.OpenAsync(blob, $"layer {Descriptor.Digest} of {Place.Trim('`')}", stop), blob, this, verifyDiffId ? DiffId : null);
        }
        catch
        {
            await blob.DisposeAsync();
            throw;
        }
    }

    /// <summary>How the blob is packed, read from its first bytes.</summary>
    public async ValueTask<LayerCompression> CompressionAsync(CancellationToken stop)
    {
        await using var blob = await OpenBlobAsync(stop);
        var start = new byte[4];
        var read = await blob.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, stop);
        return LayerDecoder.Sniff(start.AsSpan(0, read));
    }
}
