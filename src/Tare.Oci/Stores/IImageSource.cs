using Tare.Oci.Layers;
using Tare.Oci.Manifests;

namespace Tare.Oci.Stores;

/// <summary>A place that an image is read from; made for one reference.</summary>
public interface IImageSource : IBlobSource, IAsyncDisposable
{
    /// <summary>The image's own name where the place knows one (<c>app:1</c>), else null.</summary>
    string? ImageName { get; }

    /// <summary>The manifest or index that the reference names.</summary>
    Task<Descriptor> ResolveAsync(CancellationToken stop);

    /// <summary>The verified bytes of a manifest or index.</summary>
    Task<ReadOnlyMemory<byte>> ReadManifestAsync(Descriptor manifest, CancellationToken stop);
}
