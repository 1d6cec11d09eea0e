using System.Net;
using System.Net.Http.Headers;
using Tare.Http.Credentials;
using Tare.Http.Proxies;
using Tare.Http.Retries;
using Tare.Http.Timeouts;
using Tare.Http.Tls;
using Tare.Primitives;

namespace Tare.Http;

/// <summary>
/// The one way to the network: connections, roots of trust, proxies, credentials, redirects, retries and stall timers. Safe for use
/// by many tasks at a time. One is made per process, or per set of options.
/// </summary>
public sealed class HttpStack : IDisposable
{
    private const int MostRedirects = 10;
    private readonly Lazy<HttpMessageInvoker> _invoker;
    private readonly TrustRoots _roots;
    private readonly ICredentialSource[] _credentials;

    /// <summary>Nothing is opened or read before the first request.</summary>
    public HttpStack(HttpOptions options)
    {
        Options = options;
        _roots = TrustRoots.Find(options.Tls, options.Environment, p => File.Exists(p) || Directory.Exists(p));
        _credentials = [.. options.Credentials, .. options.UsesNetrc ? [new NetrcCredentials(options.Environment)] : Array.Empty<ICredentialSource>()];
        _invoker = new Lazy<HttpMessageInvoker>(CreateInvoker);
    }

    /// <summary>How this stack was made.</summary>
    public HttpOptions Options { get; }

    /// <summary>
    /// Sends a request, made anew by <paramref name="create"/> for each attempt and each redirect, and returns the first answer that
    /// is not worth another attempt, whatever its status; the answer's content is not read. <see cref="HttpException"/> where there
    /// is no answer.
    /// </summary>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> create, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            HttpResponseMessage? response = null;
            HttpException? failure = null;
            try
            {
                response = await SendOnceAsync(create, stop);
                if (!RetryPolicy.IsTransient(response.StatusCode))
                {
                    return response;
                }
            }
            catch (HttpException exception) when (exception.IsTransient)
            {
                failure = exception;
            }

            var pause = failure is null ? Options.Retry.DelayAfter(attempt, RetryPolicy.RetryAfter(response, Options.Clock)) : Options.Retry.DelayAfterFailure(attempt, failure);
            if (pause is not { } delay)
            {
                return response ?? throw failure!;
            }

            Options.Retrying?.Invoke(failure?.Message ?? $"`{UrlSecrets.Hide(response!.RequestMessage!.RequestUri!)}` answered {(int)response.StatusCode}");
            response?.Dispose();
            await Task.Delay(delay, Options.Clock, stop);
        }
    }

    /// <summary>The content of an answer, guarded against stalls; disposing the stream ends the answer.</summary>
    public async Task<Stream> OpenContentAsync(HttpResponseMessage response, CancellationToken stop)
    {
        var url = response.RequestMessage!.RequestUri!;
        var stream = await response.Content.ReadAsStreamAsync(stop);
        return new StallGuardStream(stream, url, response, (Options.Timeouts.Stall, Options.Clock));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_invoker.IsValueCreated)
        {
            _invoker.Value.Dispose();
        }
    }

    /// <summary>As <see cref="SendAsync"/>, but sends only once: for requests whose repetition needs thought. Redirects are followed.</summary>
    public async Task<HttpResponseMessage> SendOnceAsync(Func<HttpRequestMessage> create, CancellationToken stop)
    {
        Uri? redirected = null;
        var asGet = false;
        for (var hop = 0; ; hop++)
        {
            using var request = create();
            var first = request.RequestUri!;
            var url = redirected ?? first;
            request.RequestUri = url;
            if (asGet)
            {
                (request.Method, request.Content) = (request.Method == HttpMethod.Head ? HttpMethod.Head : HttpMethod.Get, null);
            }

            if (redirected is not null && url.Authority != first.Authority)
            {
                request.Headers.Authorization = null;
            }

            var response = await ExchangeAsync(request, stop);
            if (Redirect(response, url) is not { } next)
            {
                return response;
            }

            asGet |= response.StatusCode is HttpStatusCode.SeeOther
                || (response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found && request.Method == HttpMethod.Post);
            response.Dispose();
            redirected = hop < MostRedirects ? next
                : throw Refused(first, $"redirects more than {MostRedirects} times");
            if (url.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
            {
                throw Refused(url, $"redirects to `{UrlSecrets.Hide(next)}`, which is not encrypted");
            }
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, CancellationToken stop)
    {
        var url = request.RequestUri!;
        if (Options.Offline)
        {
            throw HttpErrors.Offline(url);
        }

        request.Headers.Authorization ??= await FindCredentialsAsync(url, stop);
        request.RequestUri = UserInfo.Strip(url);
        request.Headers.UserAgent.TryParseAdd(Options.UserAgent);
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower);
        using var stalled = new CancellationTokenSource(Options.Timeouts.Stall, Options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, stalled.Token);
        if (request.Content is { } content)
        {
            request.Content = new WatchedContent(content, () => stalled.CancelAfter(Options.Timeouts.Stall));
        }

        try
        {
            var response = await _invoker.Value.SendAsync(request, either.Token);
            response.RequestMessage ??= request;
            return response;
        }
        catch (OperationCanceledException exception) when (!stop.IsCancellationRequested)
        {
            throw HttpErrors.TimedOut(url, stalled.IsCancellationRequested ? Options.Timeouts.Stall : Options.Timeouts.Connect, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or System.Security.Authentication.AuthenticationException)
        {
            throw exception.InnerException is Primitives.TareException own ? own : HttpErrors.From(url, exception, _roots.ToString());
        }
    }

    private async ValueTask<AuthenticationHeaderValue?> FindCredentialsAsync(Uri url, CancellationToken stop)
    {
        if (UserInfo.TryRead(url, out var user, out var password))
        {
            return UserInfo.Basic(user, password);
        }

        foreach (var source in _credentials)
        {
            if (await source.FindAsync(url, stop) is { } header)
            {
                return header;
            }
        }

        return null;
    }

    private static Uri? Redirect(HttpResponseMessage response, Uri from) =>
        response.StatusCode is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && response.Headers.Location is { } location
            ? new Uri(from, location)
            : null;

    private static HttpException Refused(Uri url, string what)
    {
        var redacted = UrlSecrets.Hide(url);
        return new HttpException(HttpFailure.Status, redacted, $"`{redacted}` {what}", "check the address");
    }

    private HttpMessageInvoker CreateInvoker() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = Options.Timeouts.Connect,
        EnableMultipleHttp2Connections = true,
        MaxConnectionsPerServer = 16,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        Proxy = new ProxySelector(Options.ProxyServers, Options.Environment),
        SslOptions = TlsSettings.Create(Options.Tls, _roots),
        UseCookies = false,
    });
}
