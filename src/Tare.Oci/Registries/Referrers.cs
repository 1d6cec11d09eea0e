using System.Net;
using System.Net.Http.Headers;
using Tare.Oci.Manifests;
using Tare.Primitives;

namespace Tare.Oci.Registries;

/// <summary>
/// Manifests that are about another one: signatures, bills of materials (distribution specification, "Listing Referrers"). Registries
/// without that request keep them in an index under the tag <c>sha256-HEX</c>, which clients must maintain.
/// </summary>
internal sealed class Referrers(Repository repository)
{
    /// <summary>What refers to <paramref name="subject"/>.</summary>
    internal async Task<IReadOnlyList<Descriptor>> ListAsync(Digest subject, CancellationToken stop)
    {
        using var response = await repository.Host.SendAsync(
            repository.PullScope, root => new HttpRequestMessage(HttpMethod.Get, repository.Url(root, $"referrers/{subject}")), stop);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            await using var content = await repository.Host.Http.OpenContentAsync(response, stop);
            var bytes = await BoundedReading.ReadAsync(content, ImageManifest.MaximumSize, repository.Place, stop);
            return ImageIndex.Parse(bytes, $"the list of referrers of {subject}").Model.Manifests;
        }

        return response.StatusCode == HttpStatusCode.NotFound ? (await FallbackAsync(subject, stop)).Manifests
            : throw await RegistryErrors.FromAsync(response, $"list what refers to {subject} in {repository.Place}", repository.Host.Name, stop);
    }

    /// <summary>Adds a referrer to the fallback index.</summary>
    internal async Task AddAsync(Descriptor subject, Descriptor referrer, CancellationToken stop)
    {
        var index = await FallbackAsync(subject.Digest, stop);
        if (index.Manifests.Any(m => m.Digest == referrer.Digest))
        {
            return;
        }

        var document = (index with { Manifests = [.. index.Manifests, referrer] }).ToDocument();
        using var response = await repository.Host.SendAsync(
            repository.PushScope,
            root =>
            {
                var request = new HttpRequestMessage(HttpMethod.Put, repository.Url(root, $"manifests/{Tag(subject.Digest)}")) { Content = new ReadOnlyMemoryContent(document.Bytes) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.OciIndex);
                return request;
            },
            stop);
        await repository.RequireAsync(response, HttpStatusCode.Created, $"list {referrer.Digest} as a referrer in {repository.Place}", stop);
    }

    private static string Tag(Digest subject) => "sha256-" + subject.Hex;

    private async Task<ImageIndex> FallbackAsync(Digest subject, CancellationToken stop)
    {
        var document = await repository.FindManifestAsync(Tag(subject), stop);
        return document is null ? new ImageIndex(MediaTypes.OciIndex, []) : ImageIndex.Parse(document.Bytes).Model;
    }
}
