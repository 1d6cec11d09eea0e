namespace Tare.Primitives;

/// <summary>A URL without user, password and the token of <c>/t/TOKEN/</c>: still usable, for whoever has credentials of his own.</summary>
public static class UrlCredentials
{
    /// <summary>The URL without them.</summary>
    public static string Remove(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return url;
        }

        var start = scheme + 3;
        var slash = url.IndexOf('/', start);
        var at = url.LastIndexOf('@', (slash < 0 ? url.Length : slash) - 1);
        if (at >= start)
        {
            url = url[..start] + url[(at + 1)..];
        }

        var token = url.IndexOf("/t/", start, StringComparison.Ordinal);
        if (token < 0)
        {
            return url;
        }

        var end = url.IndexOf('/', token + 3);
        return url[..token] + (end < 0 ? "" : url[end..]);
    }
}
