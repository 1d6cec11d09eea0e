using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Tare.Http.Documents;
using Tare.Primitives;

namespace Tare.Http.Downloads;

/// <summary>
/// Fetches files: from the fastest of several mirrors, going on where a transfer broke off, hashing while writing. A mirror that
/// sends wrong content is named and asked last from then on.
/// </summary>
public sealed class Downloader(HttpStack stack)
{
    private const int Piece = 1 << 17;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Servers that sent wrong content to this process.</summary>
    public MirrorQuarantine Quarantine { get; } = new();

    /// <summary>
    /// Fetches one file. The file is at its path only when it is whole and, as far as anything was expected, right.
    /// <see cref="HttpException"/> names every place that failed.
    /// </summary>
    public async Task<DownloadResult> DownloadAsync(DownloadRequest request, CancellationToken stop)
    {
        using var partial = PartialFile.Open(request);
        var urls = Quarantine.Order(request.Urls);
        var failures = new List<HttpException>();
        while (urls.Count > 0)
        {
            var attempt = new Attempt(urls);
            try
            {
                return await FetchAsync(request, partial, attempt, stop);
            }
            catch (HttpException exception)
            {
                failures.Add(exception);
                urls = attempt.Place is { } failed ? [.. urls.Where(u => u != failed)] : [];
                if (urls.Count > 0)
                {
                    (exception is ContentMismatchException ? stack.Options.Distrusted : stack.Options.Retrying)?.Invoke(exception.Message);
                }
            }
        }

        throw failures.Count == 1 ? failures[0] : Combine(failures);
    }

    // The mirror that wins the race serves, with as many resumptions as the policy allows.
    private async Task<DownloadResult> FetchAsync(DownloadRequest request, PartialFile partial, Attempt attempt, CancellationToken stop)
    {
        for (var number = 1; ; number++)
        {
            var before = partial.Length;
            try
            {
                if (partial.Length == 0 || partial.Length != request.Expected.Size)
                {
                    await TransferAsync(partial, attempt, stop);
                }

                return partial.Finish(attempt.Place ?? attempt.Urls[0]);
            }
            catch (ContentMismatchException exception)
            {
                partial.Restart();

                // What an earlier process had left may have been wrong; only a mirror that served every byte is to blame.
                if (attempt.ServedAll)
                {
                    Quarantine.Add(attempt.Place!, exception.Message);
                    throw;
                }
            }
            catch (HttpException exception) when (attempt.IsAnswered && exception.IsTransient)
            {
                // Progress earns patience: only transfers that bring nothing are counted.
                number = partial.Length > before ? 1 : number;
                if (stack.Options.Retry.DelayAfterFailure(number, exception) is not { } delay)
                {
                    throw;
                }

                if (!request.Expected.HasHash && attempt.Version is null)
                {
                    partial.Restart();
                }

                stack.Options.Retrying?.Invoke(exception.Message);
                await Task.Delay(delay, stack.Options.Clock, stop);
            }
        }
    }

    private async Task TransferAsync(PartialFile partial, Attempt attempt, CancellationToken stop)
    {
        attempt.IsAnswered = false;
        var urls = attempt.Place is { } place ? [place] : attempt.Urls;
        var race = new MirrorRace<Answer>(stack.Options.Clock, Patience);
        var offset = partial.Length;
        var (answer, winner) = await race.RunAsync(urls.Count, (i, end) => AskAsync(urls[i], offset, attempt.Version, end), stop);
        using (answer)
        {
            (attempt.IsAnswered, attempt.Place, attempt.Version) = (true, urls[winner], answer.Version);
            attempt.ServedAll |= offset == 0 || !answer.Continues;
            if (!answer.Continues)
            {
                partial.Restart();
            }

            var buffer = ArrayPool<byte>.Shared.Rent(Piece);
            try
            {
                for (int read; (read = await answer.Content.ReadAsync(buffer.AsMemory(0, Piece), stop)) > 0;)
                {
                    await partial.AppendAsync(buffer.AsMemory(0, read), stop);
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            if (answer.Total is { } total && partial.Length < total)
            {
                var redacted = UrlSecrets.Hide(urls[winner]);
                throw new HttpException(HttpFailure.Protocol, redacted, $"`{redacted}` broke off after {partial.Length} of {total} bytes", "run the command again");
            }
        }
    }

    private async Task<Answer> AskAsync(Uri url, long offset, string? version, CancellationToken stop)
    {
        if (url.IsFile)
        {
            var document = await stack.GetDocumentAsync(url, null, stop);
            return new Answer(document.Content!, document.TransferLength, Continues: false, null);
        }

        var response = await stack.SendAsync(() => Request(url, offset, version), stop);
        try
        {
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && offset > 0)
            {
                // There are no more bytes, or it is another file now; starting again settles it.
                response.Dispose();
                return await AskAsync(url, 0, null, stop);
            }

            if (!response.IsSuccessStatusCode)
            {
                throw HttpErrors.FromStatus(url, response.StatusCode);
            }

            var range = response.Content.Headers.ContentRange;
            var continues = offset > 0 && response.StatusCode == HttpStatusCode.PartialContent && range?.From == offset;
            if (response.StatusCode == HttpStatusCode.PartialContent && !continues)
            {
                response.Dispose();
                return offset > 0 ? await AskAsync(url, 0, null, stop)
                    : throw new HttpException(HttpFailure.Protocol, UrlSecrets.Hide(url), $"`{UrlSecrets.Hide(url)}` sent a part where the whole was asked for");
            }

            var total = continues ? range!.Length : response.Content.Headers.ContentLength;
            return new Answer(await stack.OpenContentAsync(response, stop), total, continues, response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static HttpRequestMessage Request(Uri url, long offset, string? version)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (offset > 0)
        {
            request.Headers.Range = new RangeHeaderValue(offset, null);
            if (version is not null)
            {
                request.Headers.TryAddWithoutValidation("If-Range", version);
            }
        }

        return request;
    }

    private static HttpException Combine(List<HttpException> failures) => new(
        failures[^1].Failure, failures[^1].Url, "every mirror failed: " + string.Join("; ", failures.Select(f => f.Message)), failures[^1].Hint, failures[^1])
    {
        Status = failures[^1].Status,
    };

    // The places that are asked, and which of them has the word.
    private sealed class Attempt(IReadOnlyList<Uri> urls)
    {
        internal IReadOnlyList<Uri> Urls { get; } = urls;

        internal Uri? Place { get; set; }

        internal string? Version { get; set; }

        internal bool IsAnswered { get; set; }

        internal bool ServedAll { get; set; }
    }

    private sealed record Answer(Stream Content, long? Total, bool Continues, string? Version) : IDisposable
    {
        public void Dispose() => Content.Dispose();
    }
}
