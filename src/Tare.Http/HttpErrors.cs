using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Tare.Primitives;

namespace Tare.Http;

/// <summary>From what the framework raises, and from statuses, to errors that a person can act on.</summary>
public static class HttpErrors
{
    private const string Patience = "run the command again, or raise `remote_read_timeout_secs`";

    /// <summary>The error of a status that is no success.</summary>
    public static HttpException FromStatus(Uri url, HttpStatusCode status, string? detail = null, TimeSpan? retryAfter = null)
    {
        var redacted = UrlSecrets.Hide(url);
        var words = detail is null ? "" : $": {UrlSecrets.Hide(detail)}";
        return new HttpException(HttpFailure.Status, redacted, $"`{redacted}` answered {(int)status} {Name(status)}{words}", HintFor(url, status))
        {
            Status = status,
            RetryAfter = retryAfter,
        };
    }

    internal static HttpException From(Uri url, Exception exception, string roots)
    {
        var redacted = UrlSecrets.Hide(url);
        var host = url.IsDefaultPort ? url.Host : url.Authority;
        return exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new HttpException(
                HttpFailure.UnknownHost, redacted, $"cannot fetch `{redacted}`: the host `{url.Host}` is not known", "check the name, the network, and the proxy settings", exception),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or AuthenticationException => Untrusted(url, redacted, exception, roots),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: { } status } => new HttpException(
                HttpFailure.Proxy, redacted, $"cannot fetch `{redacted}`: the proxy answered {(int)status} {Name(status)}",
                status == HttpStatusCode.ProxyAuthenticationRequired ? "put user and password into the proxy's URL" : "check HTTPS_PROXY, NO_PROXY and `proxy_servers`",
                exception),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => new HttpException(
                HttpFailure.Proxy, redacted, $"cannot fetch `{redacted}`: the proxy refuses: {Reason(exception)}", "check HTTPS_PROXY, NO_PROXY and `proxy_servers`", exception),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new HttpException(
                HttpFailure.Connection, redacted, $"cannot reach `{host}` for `{redacted}`: {Reason(exception)}", "check the address, the network, and the proxy settings", exception),
            _ => new HttpException(HttpFailure.Protocol, redacted, $"the transfer of `{redacted}` broke off: {Reason(exception)}", "run the command again", exception),
        };
    }

    internal static HttpException TimedOut(Uri url, TimeSpan after, Exception inner)
    {
        var redacted = UrlSecrets.Hide(url);
        return new HttpException(
            HttpFailure.Timeout, redacted, $"`{redacted}` sent nothing for {after.TotalSeconds:0.#} seconds", Patience, inner);
    }

    internal static HttpException TooSlow(Uri url, int bytes, TimeSpan during)
    {
        var redacted = UrlSecrets.Hide(url);
        return new HttpException(HttpFailure.Timeout, redacted, $"`{redacted}` sent {bytes} bytes in {during.TotalSeconds:0.#} seconds", Patience);
    }

    internal static HttpException Offline(Uri url)
    {
        var redacted = UrlSecrets.Hide(url);
        return new HttpException(HttpFailure.Offline, redacted, $"`{redacted}` is needed, and Tare is offline", "run without `--offline`, or unset `offline` in .condarc");
    }

    private static HttpException Untrusted(Uri url, string redacted, Exception exception, string roots) => new(
        HttpFailure.Tls,
        redacted,
        $"the connection to `{url.Host}` is not secure: {Reason(exception)}",
        $"roots of trust: {roots}; add your authority's with `--cacert FILE`, SSL_CERT_FILE, or `ssl_verify: FILE`",
        exception);

    // The innermost reason is the one that says something; the framework's wrappers say "an error occurred".
    private static string Reason(Exception exception)
    {
        var innermost = exception.GetBaseException();
        var text = innermost is SocketException socket ? SocketReason(socket) : innermost.Message;
        text = UrlSecrets.Hide(text.ReplaceLineEndings(" ")).TrimEnd('.');
        return text.Length > 1 && char.IsUpper(text[0]) && char.IsLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }

    private static string SocketReason(SocketException exception) => exception.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "the server closed the connection",
        SocketError.TimedOut => "no answer",
        SocketError.NetworkUnreachable => "the network is unreachable",
        SocketError.HostUnreachable => "the host is unreachable",
        _ => exception.Message,
    };

    private static string? HintFor(Uri url, HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => $"give credentials for `{url.Host}`: netrc, a token, or user and password",
        HttpStatusCode.Forbidden => $"the credentials for `{url.Host}` do not allow this, or the content is blocked",
        HttpStatusCode.NotFound => "check the address",
        HttpStatusCode.ProxyAuthenticationRequired => "put user and password into the proxy's URL",
        HttpStatusCode.TooManyRequests => "the server limits requests; wait, or log in for a higher limit",
        >= HttpStatusCode.InternalServerError => "the server has a problem; try again later",
        _ => null,
    };

    private static string Name(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => "Not Found",
        HttpStatusCode.ProxyAuthenticationRequired => "Proxy Authentication Required",
        HttpStatusCode.TooManyRequests => "Too Many Requests",
        HttpStatusCode.InternalServerError => "Internal Server Error",
        HttpStatusCode.BadGateway => "Bad Gateway",
        HttpStatusCode.ServiceUnavailable => "Service Unavailable",
        HttpStatusCode.GatewayTimeout => "Gateway Timeout",
        HttpStatusCode.RequestedRangeNotSatisfiable => "Range Not Satisfiable",
        _ => status.ToString(),
    };
}
