using System.Net;
using System.Net.Http.Headers;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Oci.References;
using Tare.Oci.Stores;

namespace Tare.Oci.Registries;

/// <summary>Pushes an image into a registry: blobs that it lacks, children before parents, the tag last.</summary>
public sealed class RegistryTarget : IImageTarget
{
    private readonly RegistryAccess _access;
    private readonly RegistryReference _reference;
    private readonly Repository _repository;
    private readonly IBlobPlaces? _places;

    /// <summary>Nothing is asked before the first call.</summary>
    public RegistryTarget(RegistryAccess access, RegistryReference reference, IBlobPlaces? places = null)
    {
        (_access, _reference, _places) = (access, reference, places);
        _repository = new Repository(access.Host(reference.ApiHost), reference.Repository);
    }

    /// <inheritdoc/>
    public string Place => $"`{_reference.Familiar}`";

    /// <inheritdoc/>
    public bool TakesDockerTypes => true;

    /// <inheritdoc/>
    public async ValueTask<bool> HasBlobAsync(Descriptor blob, CancellationToken stop)
    {
        var isThere = await _repository.HasBlobAsync(blob, _repository.PushScope, stop);
        if (isThere)
        {
            Note(blob);
        }

        return isThere;
    }

    /// <inheritdoc/>
    public async Task<BlobTransfer> PutBlobAsync(Descriptor blob, IBlobSource source, CancellationToken stop)
    {
        using var started = await MountAsync(blob, source, stop) ?? await BlobUpload.StartAsync(_repository, blob, null, stop);
        if (started.StatusCode == HttpStatusCode.Created)
        {
            Note(blob);
            return BlobTransfer.Mounted;
        }

        await _repository.RequireAsync(started, HttpStatusCode.Accepted, $"upload to {_repository.Place}", stop);
        await new BlobUpload(_repository, blob, source, _repository.PushScope).RunAsync(started, _access.Options, stop);
        Note(blob);
        return BlobTransfer.Sent;
    }

    /// <inheritdoc/>
    public Task PutManifestAsync(Descriptor manifest, ReadOnlyMemory<byte> bytes, CancellationToken stop) =>
        PutAsync(manifest, bytes, manifest.Digest.ToString(), stop);

    /// <inheritdoc/>
    public Task CommitAsync(Descriptor root, ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        if (_reference.Digest is { } wanted && wanted != root.Digest)
        {
            throw new OciException($"{Place} asks for a digest that the image does not have: it is {root.Digest}", "push it under a tag");
        }

        return PutAsync(root, bytes, _reference.Tag ?? root.Digest.ToString(), stop);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Note(Descriptor blob) => _places?.Note(blob.Digest, _repository.Host.Name, _repository.Path);

    // Asks the registry to take the blob from where it was read, or was seen before. Whoever may push here need not be allowed to
    // pull there; a refusal of any kind leads to an ordinary upload.
    private async Task<HttpResponseMessage?> MountAsync(Descriptor blob, IBlobSource source, CancellationToken stop)
    {
        var from = IBlobWrapper.Innermost(source) is RegistrySource { Origin: var origin } && origin.Host.Name == _repository.Host.Name && origin.Path != _repository.Path
            ? origin.Path
            : _places?.Find(blob.Digest, _repository.Host.Name, _repository.Path);
        if (from is null)
        {
            return null;
        }

        try
        {
            var answer = await BlobUpload.StartAsync(_repository, blob, from, stop);
            if (answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.Accepted)
            {
                return answer;
            }

            answer.Dispose();
        }
        catch (RegistryException)
        {
            // The upload that follows says what is wrong, if it is wrong there too.
        }

        return null;
    }

    private async Task PutAsync(Descriptor manifest, ReadOnlyMemory<byte> bytes, string name, CancellationToken stop)
    {
        using var response = await _repository.Host.SendAsync(
            _repository.PushScope,
            root =>
            {
                var request = new HttpRequestMessage(HttpMethod.Put, _repository.Url(root, $"manifests/{name}")) { Content = new ReadOnlyMemoryContent(bytes) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue(manifest.MediaType);
                return request;
            },
            stop);
        await _repository.RequireAsync(response, HttpStatusCode.Created, $"store {Place}", stop);
        if (!MediaTypes.IsIndex(manifest.MediaType) && !response.Headers.NonValidated.Contains("OCI-Subject")
            && ImageManifest.Parse(bytes).Model is { Subject: { } subject } model)
        {
            await new Referrers(_repository).AddAsync(subject, manifest with { ArtifactType = model.ArtifactType ?? model.Config.MediaType, Annotations = model.Annotations }, stop);
        }
    }
}
