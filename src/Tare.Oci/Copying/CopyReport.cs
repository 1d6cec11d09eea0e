using Tare.Oci.Manifests;
using Tare.Oci.Stores;

namespace Tare.Oci.Copying;

/// <summary>What a copy did.</summary>
/// <param name="Root">The manifest or index as it is at the target.</param>
/// <param name="Blobs">Every blob once.</param>
public sealed record CopyReport(Descriptor Root, IReadOnlyList<CopiedBlob> Blobs)
{
    /// <summary>Bytes that were sent.</summary>
    public long SentBytes => Blobs.Where(b => b.Transfer == BlobTransfer.Sent).Sum(b => b.Blob.Size);

    /// <summary>The documents are others than the source's: types were converted or layers compressed.</summary>
    public bool IsConverted { get; init; }
}
