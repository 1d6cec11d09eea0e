using System.Net;
using Tare.Http.Credentials;

namespace Tare.Http.Proxies;

/// <summary>
/// Which proxy a request goes through: conda's <c>proxy_servers</c> first (keys <c>scheme://host</c>, <c>scheme</c>,
/// <c>all://host</c>, <c>all</c>), then HTTPS_PROXY, HTTP_PROXY and ALL_PROXY. NO_PROXY and loopback go direct.
/// </summary>
public sealed class ProxySelector : IWebProxy
{
    private readonly IReadOnlyDictionary<string, string> _servers;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private readonly ProxyBypass _bypass;

    /// <summary>Made of <c>proxy_servers</c> and the environment variables.</summary>
    public ProxySelector(IReadOnlyDictionary<string, string> servers, IReadOnlyDictionary<string, string> environment)
    {
        (_servers, _environment) = (servers, environment);
        _bypass = ProxyBypass.Parse(Variable("no_proxy"));
        Credentials = new ProxyCredentials(this);
    }

    /// <inheritdoc/>
    public ICredentials? Credentials { get; set; }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => Find(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => Find(host) is null;

    private Uri? Find(Uri url)
    {
        foreach (var key in (ReadOnlySpan<string>)[$"{url.Scheme}://{url.Host}", url.Scheme, $"all://{url.Host}", "all"])
        {
            if (_servers.TryGetValue(key, out var server))
            {
                return Parse(server);
            }
        }

        var variable = Variable($"{url.Scheme}_proxy") ?? Variable("all_proxy");
        return variable is null || url.IsLoopback || _bypass.Matches(url) ? null : Parse(variable);
    }

    private static Uri? Parse(string text)
    {
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return text.Length == 0 ? null
            : Uri.TryCreate(whole.Replace("socks5h://", "socks5://", StringComparison.Ordinal), UriKind.Absolute, out var url) ? url
            : throw new HttpException(HttpFailure.Proxy, "proxy", "the proxy's address is not a URL", "check HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and `proxy_servers`");
    }

    // Lower case wins, as with curl; HTTP_PROXY in upper case could come from a request's header in CGI.
    private string? Variable(string name)
    {
        if (_environment.GetValueOrDefault(name) is { Length: > 0 } lower)
        {
            return lower;
        }

        var isCgi = name == "http_proxy" && _environment.ContainsKey("REQUEST_METHOD");
        return !isCgi && _environment.GetValueOrDefault(name.ToUpperInvariant()) is { Length: > 0 } upper ? upper : null;
    }

    private sealed class ProxyCredentials(ProxySelector selector) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType)
        {
            var urls = selector._servers.Values.Concat(selector._environment.Where(e => e.Key.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)).Select(e => e.Value));
            return urls.Where(u => u.Contains('@', StringComparison.Ordinal)).Select(Parse)
                .Where(u => u is not null && u.Host == uri.Host && u.Port == uri.Port)
                .Select(u => UserInfo.TryRead(u!, out var user, out var password) ? new NetworkCredential(user, password) : null)
                .FirstOrDefault();
        }
    }
}
