using System.Net;
using System.Net.Http.Headers;
using Tare.Oci.Manifests;
using Tare.Primitives;

namespace Tare.Oci.Registries;

/// <summary>One repository of a registry: the requests of the distribution specification that read.</summary>
internal sealed class Repository(RegistryHost host, string path)
{
    internal RegistryHost Host { get; } = host;

    internal string Path { get; } = path;

    internal string Place => $"`{Host.Name}/{Path}`";

    internal IReadOnlyList<string> PullScope => [$"repository:{Path}:pull"];

    internal IReadOnlyList<string> PushScope => [$"repository:{Path}:pull,push"];

    internal Uri Url(Uri root, string relative) => new(root, $"{Path}/{relative}");

    /// <summary>A manifest or index by tag or digest, with its bytes; null where there is none.</summary>
    internal async Task<Document<string>?> FindManifestAsync(string name, CancellationToken stop)
    {
        using var response = await Host.SendAsync(PullScope, root => ManifestRequest(root, name), stop);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        await RequireAsync(response, HttpStatusCode.OK, $"fetch `{name}` of {Place}", stop);
        await using var content = await Host.Http.OpenContentAsync(response, stop);
        var bytes = await BoundedReading.ReadAsync(content, ImageManifest.MaximumSize, Place, stop);
        var digest = Digest.Of(bytes.Span);
        if ((Digest.TryParse(name, out var asked) || Digest.TryParse(Header(response, "Docker-Content-Digest"), out asked)) && asked != digest)
        {
            throw new BlobMismatchException(Place, asked, digest);
        }

        var mediaType = response.Content.Headers.ContentType?.MediaType;
        mediaType = mediaType is not null && (MediaTypes.IsIndex(mediaType) || MediaTypes.IsManifest(mediaType)) ? mediaType : TypeOf(bytes, name);
        return new Document<string>(mediaType, new Descriptor(mediaType, digest, bytes.Length), bytes);
    }

    /// <summary>The blob is there, with this size.</summary>
    internal async Task<bool> HasBlobAsync(Descriptor blob, IReadOnlyList<string> scope, CancellationToken stop)
    {
        using var response = await Host.SendAsync(scope, root => new HttpRequestMessage(HttpMethod.Head, Url(root, $"blobs/{blob.Digest}")), stop);
        return response.StatusCode == HttpStatusCode.OK && (response.Content.Headers.ContentLength is not { } length || length == blob.Size);
    }

    /// <summary>The blob's content from an offset on, and the offset that the registry really starts at.</summary>
    internal async Task<(Stream Content, long Offset)> OpenBlobAsync(Descriptor blob, long offset, CancellationToken stop)
    {
        var response = await Host.SendAsync(PullScope, root => BlobRequest(Url(root, $"blobs/{blob.Digest}"), offset), stop);
        try
        {
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
            {
                throw await RegistryErrors.FromAsync(response, $"fetch the blob {blob.Digest} of {Place}", Host.Name, stop);
            }

            var start = response.StatusCode == HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange?.From ?? offset : 0;
            return (await Host.Http.OpenContentAsync(response, stop), start);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Every tag, page by page.</summary>
    internal async Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken stop)
    {
        var tags = new List<string>();
        for (var next = "tags/list?n=1000"; next is not null;)
        {
            var page = next;
            using var response = await Host.SendAsync(PullScope, root => new HttpRequestMessage(HttpMethod.Get, page.StartsWith('/') ? new Uri(root, page) : Url(root, page)), stop);
            await RequireAsync(response, HttpStatusCode.OK, $"list the tags of {Place}", stop);
            await using var content = await Host.Http.OpenContentAsync(response, stop);
            var bytes = await BoundedReading.ReadAsync(content, ImageManifest.MaximumSize, Place, stop);
            var document = $"the tag list of {Place}";
            tags.AddRange(JsonObjectReader.Read(bytes, document, e => new JsonObjectReader(e, document, "").Texts("tags")) ?? []);
            next = NextPage(response);
        }

        return tags;
    }

    internal async Task RequireAsync(HttpResponseMessage response, HttpStatusCode expected, string attempt, CancellationToken stop)
    {
        if (response.StatusCode != expected && !(expected == HttpStatusCode.Accepted && response.IsSuccessStatusCode))
        {
            throw await RegistryErrors.FromAsync(response, attempt, Host.Name, stop);
        }
    }

    internal static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? UrlSecrets.Hide(values.ToString()) : null;

    // A proxy or a page to log in at answers everything with 200.
    private string TypeOf(ReadOnlyMemory<byte> bytes, string name)
    {
        try
        {
            return ManifestFamily.TypeOf(bytes);
        }
        catch (InvalidDocumentException exception)
        {
            throw new OciException($"what {Place} sent for `{name}` is no manifest: {exception.Defect}", "what answers there may be no registry; check the address", exception);
        }
    }

    private HttpRequestMessage ManifestRequest(Uri root, string name)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Url(root, $"manifests/{name}"));
        foreach (var type in MediaTypes.Manifests)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        }

        return request;
    }

    private static HttpRequestMessage BlobRequest(Uri url, long offset)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = offset > 0 ? new RangeHeaderValue(offset, null) : null;
        return request;
    }

    // Link: </v2/name/tags/list?last=x&n=1000>; rel="next" (RFC 8288)
    private static string? NextPage(HttpResponseMessage response)
    {
        var link = response.Headers.NonValidated.TryGetValues("Link", out var values) ? values.ToString() : "";
        var (open, close) = (link.IndexOf('<', StringComparison.Ordinal), link.IndexOf('>', StringComparison.Ordinal));
        return open >= 0 && close > open && link.Contains("next", StringComparison.Ordinal)
            ? new Uri(new Uri("http://x/"), link[(open + 1)..close]).PathAndQuery
            : null;
    }
}
