using Tare.Oci.Manifests;

namespace Tare.Oci.Layers;

/// <summary>Where the content of a descriptor can be read: a folder, an archive, a registry, memory.</summary>
public interface IBlobSource
{
    /// <summary>What messages call this place.</summary>
    string Place { get; }

    /// <summary>
    /// Opens the content for one reading from front to back. The stream raises <see cref="BlobMismatchException"/> at its end when
    /// the bytes are not those of the descriptor. It reads synchronously as well as asynchronously.
    /// </summary>
    ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop);
}
