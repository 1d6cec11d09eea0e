using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.References;

namespace Tare.Oci.Stores;

/// <summary>A target that is only asked what it has; nothing is read from the source and nothing is written.</summary>
public sealed class DryRunTarget : IImageTarget
{
    private readonly IImageTarget? _inner;

    /// <summary>Looks at the target of a reference. An archive is always written anew, so there is nothing to look at.</summary>
    public DryRunTarget(ImageReference reference, StoreOptions options)
    {
        var isArchive = reference.Transport is Transport.OciArchive or Transport.DockerArchive;
        _inner = isArchive ? null : ImageStores.OpenTarget(reference, null, options);
        Place = _inner?.Place ?? $"`{reference.Path}`";
        TakesDockerTypes = _inner?.TakesDockerTypes ?? false;
    }

    /// <inheritdoc/>
    public string Place { get; }

    /// <inheritdoc/>
    public bool TakesDockerTypes { get; }

    /// <inheritdoc/>
    public ValueTask<bool> HasBlobAsync(Descriptor blob, CancellationToken stop) => _inner?.HasBlobAsync(blob, stop) ?? ValueTask.FromResult(false);

    /// <inheritdoc/>
    public Task<BlobTransfer> PutBlobAsync(Descriptor blob, IBlobSource source, CancellationToken stop) => Task.FromResult(BlobTransfer.Sent);

    /// <inheritdoc/>
    public Task PutManifestAsync(Descriptor manifest, ReadOnlyMemory<byte> bytes, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task CommitAsync(Descriptor root, ReadOnlyMemory<byte> bytes, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _inner?.DisposeAsync() ?? ValueTask.CompletedTask;
}
