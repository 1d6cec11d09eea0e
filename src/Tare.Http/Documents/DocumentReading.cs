using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Tare.Primitives;
using Tare.Primitives.Hashing;

namespace Tare.Http.Documents;

/// <summary>Reads documents: small or streamed, conditional, from servers and from <c>file://</c>.</summary>
public static class DocumentReading
{
    /// <summary>
    /// Fetches a document unless the copy that <paramref name="known"/> describes is current. The transfer may be gzip, deflate or
    /// brotli; a status that is no success raises <see cref="HttpException"/>.
    /// </summary>
    public static async Task<HttpDocument> GetDocumentAsync(this HttpStack stack, Uri url, Validators? known, CancellationToken stop)
    {
        if (url.IsFile)
        {
            return OpenFile(url, known);
        }

        var response = await stack.SendAsync(() => Request(url, known), stop);
        try
        {
            var validators = new Validators(Header(response.Headers, "ETag"), Header(response.Content.Headers, "Last-Modified"));
            if (response.StatusCode == HttpStatusCode.NotModified)
            {
                response.Dispose();
                return new HttpDocument(null, Merge(validators, known));
            }

            if (!response.IsSuccessStatusCode)
            {
                throw HttpErrors.FromStatus(url, response.StatusCode);
            }

            var length = response.Content.Headers.ContentLength;
            var encodings = response.Content.Headers.ContentEncoding.ToArray();
            var content = await stack.OpenContentAsync(response, stop);
            return new HttpDocument(Decode(content, encodings, url), validators)
            {
                TransferLength = length,
                CacheControl = Header(response.Headers, "Cache-Control"),
            };
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>The whole content, which must be at most <paramref name="limit"/> bytes.</summary>
    public static async Task<byte[]> GetBytesAsync(this HttpStack stack, Uri url, long limit, CancellationToken stop)
    {
        await using var document = await stack.GetDocumentAsync(url, null, stop);
        var redacted = UrlSecrets.Hide(url);
        await using var limited = new LimitedStream(
            document.Content!, limit, () => new HttpException(HttpFailure.Content, redacted, $"`{redacted}` is larger than the {limit} bytes that are allowed"));
        using var buffer = new MemoryStream();
        await limited.CopyToAsync(buffer, stop);
        return buffer.ToArray();
    }

    private static HttpRequestMessage Request(Uri url, Validators? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.AcceptEncoding.ParseAdd("gzip, br, deflate");
        if (known?.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        if (known?.LastModified is { } modified)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        }

        return request;
    }

    private static Validators Merge(Validators answered, Validators? known) =>
        new(answered.ETag ?? known?.ETag, answered.LastModified ?? known?.LastModified);

    private static Stream Decode(Stream content, string[] encodings, Uri url)
    {
        foreach (var encoding in encodings.Reverse())
        {
            content = encoding.ToLowerInvariant() switch
            {
                "gzip" or "x-gzip" => new GZipStream(content, CompressionMode.Decompress),
                "br" => new BrotliStream(content, CompressionMode.Decompress),
                "deflate" => new ZLibStream(content, CompressionMode.Decompress),
                "identity" => content,
                _ => throw new HttpException(
                    HttpFailure.Protocol, UrlSecrets.Hide(url), $"`{UrlSecrets.Hide(url)}` came in the encoding `{encoding}`, which was not asked for"),
            };
        }

        return content;
    }

    // A file's size and time stand for its version.
    private static HttpDocument OpenFile(Uri url, Validators? known)
    {
        try
        {
            var file = new FileInfo(url.LocalPath);
            var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
            var validators = new Validators($"\"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}\"", null);
            if (validators.ETag == known?.ETag)
            {
                stream.Dispose();
                return new HttpDocument(null, validators);
            }

            return new HttpDocument(stream, validators) { TransferLength = stream.Length };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(url, exception);
        }
    }

    internal static HttpException Unreadable(Uri url, Exception exception)
    {
        var redacted = UrlSecrets.Hide(url);
        return exception is FileNotFoundException or DirectoryNotFoundException
            ? new HttpException(HttpFailure.File, redacted, $"`{redacted}` does not exist", "check the path", exception) { Status = HttpStatusCode.NotFound }
            : new HttpException(HttpFailure.File, redacted, $"cannot read `{redacted}`: {exception.Message.TrimEnd('.')}", null, exception);
    }

    private static string? Header(HttpHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
