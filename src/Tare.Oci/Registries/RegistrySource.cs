using Tare.Http;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.References;
using Tare.Oci.Stores;

namespace Tare.Oci.Registries;

/// <summary>An image in a registry, or in the first of its mirrors that has it.</summary>
public sealed class RegistrySource : IImageSource
{
    private readonly RegistryReference _reference;
    private readonly IReadOnlyList<Repository> _places;
    private Document<string>? _root;

    /// <summary>Nothing is asked before the first call.</summary>
    public RegistrySource(RegistryAccess access, RegistryReference reference)
    {
        _reference = reference;
        _places =
        [
            .. access.Mirrors.Value.For(reference).Select(m => new Repository(access.Host(m.Host, m.IsInsecure), m.Repository)),
            new Repository(access.Host(reference.ApiHost), reference.Repository),
        ];
    }

    /// <inheritdoc/>
    public string Place => $"`{_reference.Familiar}`";

    /// <inheritdoc/>
    public string? ImageName => _reference.Tag is null ? null : (_reference with { Digest = null }).Familiar;

    /// <summary>The registry's own host and repository, for mounting blobs from.</summary>
    internal Repository Origin => _places[^1];

    /// <inheritdoc/>
    public async Task<Descriptor> ResolveAsync(CancellationToken stop)
    {
        _root ??= await FirstAsync(p => p.FindManifestAsync(_reference.ManifestName, stop))
            ?? throw new ImageNotFoundException($"{Place} does not exist", "check the name and the tag; private repositories look missing without `docker login`");
        return _root.Descriptor;
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> ReadManifestAsync(Descriptor manifest, CancellationToken stop)
    {
        if (_root?.Digest == manifest.Digest)
        {
            return _root.Bytes;
        }

        var document = await FirstAsync(p => p.FindManifestAsync(manifest.Digest.ToString(), stop))
            ?? throw new ImageNotFoundException($"{Place} lacks the manifest {manifest.Digest} that its index lists", "the registry lost a part; push the image again");
        return document.Bytes.Length == manifest.Size ? document.Bytes
            : throw new BlobMismatchException(Place, manifest.Digest, manifest.Size, document.Bytes.Length);
    }

    /// <inheritdoc/>
    public async ValueTask<Stream> OpenBlobAsync(Descriptor blob, CancellationToken stop)
    {
        var stream = await FirstAsync(async p => await ResumingBlobStream.OpenAsync(p, blob, stop));
        return new VerifyingStream(stream!, blob, Place);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // A mirror that fails, for whatever reason, hands over to the next; the registry itself has the last word.
    private async Task<T?> FirstAsync<T>(Func<Repository, Task<T?>> ask)
        where T : class
    {
        foreach (var mirror in _places.SkipLast(1))
        {
            try
            {
                if (await ask(mirror) is { } answer)
                {
                    return answer;
                }
            }
            catch (Exception exception) when (exception is OciException or HttpException)
            {
                mirror.Host.Http.Options.Retrying?.Invoke($"the mirror {mirror.Place} fails: {exception.Message}");
            }
        }

        return await ask(_places[^1]);
    }
}
