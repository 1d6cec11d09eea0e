using System.Net;
using System.Net.Http.Headers;
using Tare.Http;
using Tare.Http.Retries;
using Tare.Oci.Layers;
using Tare.Oci.Manifests;
using Tare.Primitives;

namespace Tare.Oci.Registries;

/// <summary>
/// One blob on its way into a repository (distribution specification, "Pushing blobs"): a small one with the closing request, a
/// large one in one piece or in chunks before it. A piece that breaks off is continued from where the registry says it is.
/// </summary>
internal sealed class BlobUpload(Repository repository, Descriptor blob, IBlobSource source, IReadOnlyList<string> scope)
{
    private Uri? _session;
    private long _offset;
    private long _minimumChunk;

    /// <summary>Uploads the blob from the session that <paramref name="started"/> opened.</summary>
    internal async Task RunAsync(HttpResponseMessage started, RegistryAccessOptions options, CancellationToken stop)
    {
        Take(started);
        _minimumChunk = long.TryParse(Repository.Header(started, "OCI-Chunk-Min-Length"), out var minimum) ? minimum : 0;
        if (blob.Size > options.SmallBlob)
        {
            await SendPiecesAsync(options, stop);
        }

        await FinishAsync(stop);
    }

    /// <summary>Opens an upload session; with <paramref name="mountFrom"/>, asks to take the blob from that repository instead (201).</summary>
    internal static Task<HttpResponseMessage> StartAsync(Repository repository, Descriptor blob, string? mountFrom, CancellationToken stop)
    {
        var query = mountFrom is null ? "" : $"?mount={Uri.EscapeDataString(blob.Digest.ToString())}&from={Uri.EscapeDataString(mountFrom)}";
        IReadOnlyList<string> scopes = mountFrom is null ? repository.PushScope : [.. repository.PushScope, $"repository:{mountFrom}:pull"];
        return repository.Host.SendAsync(
            scopes, root => new HttpRequestMessage(HttpMethod.Post, repository.Url(root, "blobs/uploads/" + query)) { Content = new ByteArrayContent([]) }, stop);
    }

    private async Task SendPiecesAsync(RegistryAccessOptions options, CancellationToken stop)
    {
        var chunk = options.ChunkSize is { } size ? Math.Max(size, _minimumChunk) : blob.Size;
        for (var failures = 0; _offset < blob.Size;)
        {
            var before = _offset;
            HttpException? failure = null;
            try
            {
                await SendPieceAsync(Math.Min(chunk, blob.Size - _offset), options.ChunkSize is not null, stop);
                continue;
            }
            catch (HttpException exception) when (exception.IsTransient)
            {
                failure = exception;
            }

            await LocateAsync(stop);
            failures = _offset > before ? 1 : failures + 1;
            var http = repository.Host.Http.Options;
            if (http.Retry.DelayAfterFailure(failures, failure) is not { } delay)
            {
                throw failure.Status is { } status ? Refused(status) : failure;
            }

            http.Retrying?.Invoke(failure.Message);
            await Task.Delay(delay, http.Clock, stop);
        }
    }

    private async Task SendPieceAsync(long length, bool ranged, CancellationToken stop)
    {
        await using var content = await OpenAtAsync(_offset, stop);
        var (first, opened) = (_offset, false);
        using var response = await repository.Host.SendAsync(
            scope,
            _ =>
            {
                // The stream can be read once; a second request (after a redirect or a 401) would send nothing.
                var body = opened ? throw new HttpException(HttpFailure.Protocol, Address, $"{repository.Place} does not take the blob {blob.Digest} at once") : content;
                opened = true;
                var request = new HttpRequestMessage(HttpMethod.Patch, _session) { Content = new StreamContent(new SliceStream(body, length)) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                request.Content.Headers.ContentLength = length;
                if (ranged || first > 0)
                {
                    // The specification's form has no unit before the numbers, unlike HTTP's.
                    request.Content.Headers.TryAddWithoutValidation("Content-Range", $"{first}-{first + length - 1}");
                }

                return request;
            },
            stop,
            retries: false);
        if (RetryPolicy.IsTransient(response.StatusCode) || response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            var status = response.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable ? HttpStatusCode.ServiceUnavailable : response.StatusCode;
            throw HttpErrors.FromStatus(_session!, status, retryAfter: RetryPolicy.RetryAfter(response, repository.Host.Http.Options.Clock));
        }

        await repository.RequireAsync(response, HttpStatusCode.Accepted, $"upload the blob {blob.Digest} to {repository.Place}", stop);
        Take(response);
        _offset = first + length;
    }

    // Where the registry is: it may have more than it confirmed, or nothing at all.
    private async Task LocateAsync(CancellationToken stop)
    {
        using var response = await repository.Host.SendAsync(scope, _ => new HttpRequestMessage(HttpMethod.Get, _session), stop);
        if (response.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.Accepted or HttpStatusCode.OK)
        {
            Take(response);
            var range = Repository.Header(response, "Range")?.Replace("bytes=", "", StringComparison.Ordinal).Split('-');
            _offset = range is [_, var last] && long.TryParse(last, out var end) ? (end == 0 ? 0 : end + 1) : 0;
            if (_offset <= blob.Size)
            {
                return;
            }
        }

        // The session is gone; a new one begins at the beginning.
        using var started = await StartAsync(repository, blob, null, stop);
        await repository.RequireAsync(started, HttpStatusCode.Accepted, $"upload to {repository.Place}", stop);
        Take(started);
        _offset = 0;
    }

    private async Task FinishAsync(CancellationToken stop)
    {
        var rest = _offset == blob.Size ? ReadOnlyMemory<byte>.Empty : await source.ReadBlobAsync(blob, checked((int)blob.Size), stop);
        var closing = new UriBuilder(_session!);
        closing.Query = (closing.Query.Length > 1 ? closing.Query[1..] + "&" : "") + "digest=" + Uri.EscapeDataString(blob.Digest.ToString());
        using var response = await repository.Host.SendAsync(
            scope,
            _ =>
            {
                var request = new HttpRequestMessage(HttpMethod.Put, closing.Uri) { Content = new ReadOnlyMemoryContent(rest) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                return request;
            },
            stop);
        await repository.RequireAsync(response, HttpStatusCode.Created, $"upload the blob {blob.Digest} to {repository.Place}", stop);
    }

    private async Task<Stream> OpenAtAsync(long offset, CancellationToken stop)
    {
        var content = await source.OpenBlobAsync(blob, stop);
        var waste = new byte[1 << 16];
        for (var skip = offset; skip > 0;)
        {
            var read = await content.ReadAsync(waste.AsMemory(0, (int)Math.Min(waste.Length, skip)), stop);
            skip -= read > 0 ? read : throw new BlobMismatchException(source.Place, blob.Digest, blob.Size, offset - skip);
        }

        return content;
    }

    private RegistryException Refused(HttpStatusCode status) =>
        new($"cannot upload the blob {blob.Digest} to {repository.Place}: {(int)status}", status, RegistryErrors.HintFor(status, repository.Host.Name));

    private string Address => UrlSecrets.Hide(_session!);

    // The session's address changes with every answer and may be relative.
    private void Take(HttpResponseMessage response)
    {
        if (response.Headers.Location is { } location)
        {
            _session = new Uri(response.RequestMessage!.RequestUri!, location);
        }
        else if (_session is null)
        {
            throw new OciException($"{repository.Place} opened an upload without saying where", "the registry does not follow the distribution specification");
        }
    }
}
