using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Tare.Http;
using Tare.Http.Credentials;
using Tare.Oci.Registries.Credentials;

namespace Tare.Oci.Registries;

/// <summary>One registry's API: its scheme, its way of authentication, the tokens it gave.</summary>
internal sealed class RegistryHost(string name, HttpStack http, RegistryAccess access) : IDisposable
{
    private const int MostTokens = 3;
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, AccessToken> _tokens = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);
    private AuthChallenge? _challenge;
    private Uri? _base;

    internal string Name { get; } = name;

    internal HttpStack Http { get; } = http;

    internal bool IsInsecure { get; init; }

    private bool MayBePlain => IsInsecure || Uri.TryCreate($"http://{Name}", UriKind.Absolute, out var url) && url.IsLoopback;

    public void Dispose() => _turn.Dispose();

    /// <summary>
    /// Sends a request below <c>/v2/</c>, with credentials for <paramref name="scopes"/>. A 401 is answered with a new token, three times at
    /// most; a token that another request has fetched, and used up, does not count. Any other status is the caller's.
    /// </summary>
    internal async Task<HttpResponseMessage> SendAsync(
        IReadOnlyList<string> scopes, Func<Uri, HttpRequestMessage> create, CancellationToken stop, bool retries = true)
    {
        var root = _base ??= await FindBaseAsync(stop);
        AuthenticationHeaderValue? used = null;
        for (var fetched = 0; ;)
        {
            (var header, var isNew) = await AuthorizeAsync(scopes, refused: used, stop);
            used = header;
            fetched += isNew ? 1 : 0;
            HttpRequestMessage Create()
            {
                var request = create(root);

                // The place for an upload may be another host, which the credentials are not for.
                request.Headers.Authorization = request.RequestUri!.Authority == root.Authority ? header : null;
                return request;
            }

            var response = retries ? await Http.SendAsync(Create, stop) : await Http.SendOnceAsync(Create, stop);
            if (response.StatusCode != HttpStatusCode.Unauthorized || fetched == MostTokens || !Learn(response))
            {
                return response;
            }

            response.Dispose();
        }
    }

    // The challenge tells how to authenticate; without one there is nothing to learn.
    private bool Learn(HttpResponseMessage response)
    {
        var challenges = response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var values)
            ? values.SelectMany(AuthChallenge.ParseAll).ToArray()
            : [];
        var challenge = Array.Find(challenges, c => c.IsBearer) ?? Array.Find(challenges, c => c.IsBasic);
        _challenge = challenge ?? _challenge;
        return challenge is not null;
    }

    private async Task<(AuthenticationHeaderValue? Header, bool IsNew)> AuthorizeAsync(IReadOnlyList<string> scopes, AuthenticationHeaderValue? refused, CancellationToken stop)
    {
        if (_challenge is not { } challenge)
        {
            return (null, false);
        }

        var repository = scopes.Count > 0 && scopes[0].Split(':') is [_, var path, ..] ? path : "";
        var credential = access.Options.Credential ?? await access.Credentials.FindAsync(Name == "registry-1.docker.io" ? "docker.io" : Name, repository, stop);
        if (credential?.Kind == RegistryCredentialKind.RegistryToken)
        {
            return refused is null ? (TokenClient.Bearer(credential.Secret), false) : throw Refused(credential);
        }

        if (challenge.IsBasic)
        {
            return credential is null || refused is not null ? throw Refused(credential) : (UserInfo.Basic(credential.User, credential.Secret), false);
        }

        var key = string.Join(' ', scopes);
        await _turn.WaitAsync(stop);
        try
        {
            var now = Http.Options.Clock.GetUtcNow();
            if (_tokens.TryGetValue(key, out var known) && known.IsCurrent(now) && known.Value != refused?.Parameter)
            {
                return (TokenClient.Bearer(known.Value), false);
            }

            var token = await new TokenClient(Http, Name).FetchAsync(challenge, scopes, credential, stop);
            _tokens[key] = token;
            return (TokenClient.Bearer(token.Value), true);
        }
        finally
        {
            _turn.Release();
        }
    }

    private RegistryException Refused(RegistryCredential? credential) => new(
        $"`{Name}` asks for credentials, and {(credential is null ? "none are known" : "does not accept those that are known")}",
        HttpStatusCode.Unauthorized,
        $"run `docker login {Name}`, or `skopeo login {Name}`");

    // https, unless the host is this machine or the user allowed plain http and https does not answer.
    private async Task<Uri> FindBaseAsync(CancellationToken stop)
    {
        var secure = new Uri($"https://{Name}/v2/");
        if (!MayBePlain)
        {
            return secure;
        }

        HttpException failure;
        using var probe = CancellationTokenSource.CreateLinkedTokenSource(stop);
        probe.CancelAfter(ProbePatience);
        try
        {
            using var response = await Http.SendOnceAsync(() => new HttpRequestMessage(HttpMethod.Get, secure), probe.Token);
            return secure;
        }
        catch (HttpException exception) when (exception.Failure is HttpFailure.Tls or HttpFailure.Connection or HttpFailure.Protocol or HttpFailure.Timeout)
        {
            failure = exception;
        }
        catch (OperationCanceledException exception) when (!stop.IsCancellationRequested)
        {
            // A plain server may wait for the end of a line that a TLS greeting does not have.
            failure = new HttpException(HttpFailure.Timeout, secure.AbsoluteUri, $"`{secure}` does not answer", null, exception);
        }

        try
        {
            // A server of https answers plain requests with 400, if at all.
            var plain = new Uri($"http://{Name}/v2/");
            using var response = await Http.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, plain), stop);
            return response.StatusCode == HttpStatusCode.BadRequest && failure.Failure == HttpFailure.Tls ? throw failure : plain;
        }
        catch (HttpException) when (failure.Failure == HttpFailure.Tls)
        {
            throw failure;
        }
    }
}
