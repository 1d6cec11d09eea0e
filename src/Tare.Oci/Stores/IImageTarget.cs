using Tare.Oci.Layers;
using Tare.Oci.Manifests;

namespace Tare.Oci.Stores;

/// <summary>
/// A place that an image is written to; made for one reference. Nothing is visible under the image's name before
/// <see cref="CommitAsync"/>; disposing without it takes back what cannot be of use to a second attempt.
/// </summary>
public interface IImageTarget : IAsyncDisposable
{
    /// <summary>What messages call this place.</summary>
    string Place { get; }

    /// <summary>Documents of Docker's family may be stored as they are; else they must be turned into OCI's.</summary>
    bool TakesDockerTypes { get; }

    /// <summary>The blob is there already.</summary>
    ValueTask<bool> HasBlobAsync(Descriptor blob, CancellationToken stop);

    /// <summary>Stores a blob and says how; may be called for several blobs at a time.</summary>
    Task<BlobTransfer> PutBlobAsync(Descriptor blob, IBlobSource source, CancellationToken stop);

    /// <summary>Stores a manifest that an index will list; its blobs and children are stored before.</summary>
    Task PutManifestAsync(Descriptor manifest, ReadOnlyMemory<byte> bytes, CancellationToken stop);

    /// <summary>Stores the image's own manifest or index and gives it the reference's name.</summary>
    Task CommitAsync(Descriptor root, ReadOnlyMemory<byte> bytes, CancellationToken stop);
}
