using Tare.Oci.Manifests;

namespace Tare.Oci.Layers;

/// <summary>Whole blobs in memory.</summary>
public static class BlobReading
{
    /// <summary>Reads and verifies a blob of at most <paramref name="limit"/> bytes: documents are small, whatever a descriptor says.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBlobAsync(this IBlobSource source, Descriptor blob, int limit, CancellationToken stop)
    {
        if (blob.Size > limit)
        {
            throw new InvalidDocumentException($"{source.Place}: document {blob.Digest}", $"it is said to have {blob.Size} bytes; no document needs more than {limit}");
        }

        await using var stream = await source.OpenBlobAsync(blob, stop);
        var content = new byte[blob.Size];
        await stream.ReadExactlyAsync(content, stop);
        _ = await stream.ReadAsync(new byte[1], stop);
        return content;
    }
}
