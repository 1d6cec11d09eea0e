using System.Collections.Concurrent;
using Tare.Oci.Manifests;
using Tare.Primitives;

namespace Tare.Oci.Layers;

/// <summary>Small blobs held in memory: configurations and manifests that were just made.</summary>
public sealed class MemoryBlobs : IBlobSource
{
    private readonly ConcurrentDictionary<Digest, ReadOnlyMemory<byte>> _blobs = new();

    /// <inheritdoc/>
    public string Place => "memory";

    /// <summary>Holds content and describes it.</summary>
    public Descriptor Add(string mediaType, ReadOnlyMemory<byte> content)
    {
        var descriptor = Descriptor.Of(mediaType, content.Span);
        _blobs[descriptor.Digest] = content;
        return descriptor;
    }

    /// <inheritdoc/>
    public ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop) =>
        _blobs.TryGetValue(blob.Digest, out var content)
            ? ValueTask.FromResult<Stream>(new MemoryStream(content.ToArray(), writable: false))
            : throw new ImageNotFoundException($"blob {blob.Digest} is not in memory");
}
