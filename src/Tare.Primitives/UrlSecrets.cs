using System.Buffers;
using System.Text;

namespace Tare.Primitives;

/// <summary>
/// Takes secrets out of text that people or logs will see: user and password of a URL, the token of <c>/t/TOKEN/</c>, signatures and
/// tokens in its query, and what follows Bearer and Basic. Text without any stays as it is; the time is in proportion to its length.
/// </summary>
public static class UrlSecrets
{
    /// <summary>What stands in the place of a channel's token, as in conda.</summary>
    public const string HiddenToken = "<TOKEN>";

    private const string Hidden = "***";
    private const int ShortestCredential = 8;
    private static readonly SearchValues<char> EndsOfUrl = SearchValues.Create(" \t\r\n\f\v\"`");
    private static readonly SearchValues<char> CredentialCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=._~-");

    private static readonly string[] SecretKeys =
    [
        "access_token", "token", "refresh_token", "password", "secret", "api_key", "apikey", "key", "sig", "signature",
        "x-amz-signature", "x-amz-credential", "x-amz-security-token", "x-goog-signature", "x-goog-credential", "_state",
    ];

    /// <summary>A URL without its secrets; a relative one too.</summary>
    public static string Hide(Uri url)
    {
        if (url.IsAbsoluteUri)
        {
            return Hide(url.AbsoluteUri);
        }

        var result = new StringBuilder();
        AppendPath(result, url.OriginalString);
        return result.ToString();
    }

    /// <summary>The text without the secrets of the URLs in it.</summary>
    public static string Hide(string text) => HideCredentials(HideCredentials(HideUrls(text), "Bearer "), "Basic ");

    private static string HideUrls(string text)
    {
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var done = 0;
        while (scheme >= 0)
        {
            var start = scheme + 3;
            result.Append(text, done, start - done);
            var length = text.AsSpan(start).IndexOfAny(EndsOfUrl);
            done = length < 0 ? text.Length : start + length;
            // A URL inside a URL's query has an end of its own.
            scheme = text.IndexOf("://", start, StringComparison.Ordinal);
            done = scheme >= 0 && scheme < done ? scheme : done;
            AppendUrl(result, text.AsSpan(start, done - start));
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    private static void AppendUrl(StringBuilder result, ReadOnlySpan<char> url)
    {
        var path = url.IndexOfAny('/', '?', '#');
        var at = (path < 0 ? url : url[..path]).LastIndexOf('@');
        result.Append(at < 0 ? "" : Hidden + "@");
        AppendPath(result, url[(at + 1)..]);
    }

    private static void AppendPath(StringBuilder result, ReadOnlySpan<char> url)
    {
        for (var token = url.IndexOf("/t/"); token >= 0; token = url.IndexOf("/t/"))
        {
            var rest = url[(token + 3)..];
            var length = rest.IndexOfAny('/', '?', '#') is >= 0 and var end ? end : rest.Length;
            result.Append(url[..(token + 3)]).Append(length > 0 ? HiddenToken : "");
            url = rest[length..];
        }

        for (var mark = url.IndexOfAny('?', '&'); mark >= 0; mark = url.IndexOfAny('?', '&'))
        {
            result.Append(url[..(mark + 1)]);
            url = url[(mark + 1)..];
            var end = url.IndexOfAny('&', '#') is >= 0 and var found ? found : url.Length;
            var equals = url[..end].IndexOf('=');
            if (equals >= 0 && IsSecretKey(url[..equals]))
            {
                result.Append(url[..(equals + 1)]).Append(Hidden);
                url = url[end..];
            }
        }

        result.Append(url);
    }

    private static bool IsSecretKey(ReadOnlySpan<char> key)
    {
        foreach (var secret in SecretKeys)
        {
            if (key.Equals(secret, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // Bearer TOKEN and Basic BASE64, as they stand in headers.
    private static string HideCredentials(string text, string scheme)
    {
        StringBuilder? result = null;
        var done = 0;
        for (var start = 0; (start = text.IndexOf(scheme, start, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            start += scheme.Length;
            start += text.AsSpan(start).IndexOfAnyExcept(' ') is > 0 and var spaces ? spaces : 0;
            var rest = text.AsSpan(start);
            var length = rest.IndexOfAnyExcept(CredentialCharacters) is >= 0 and var end ? end : rest.Length;
            if (length >= ShortestCredential)
            {
                result = (result ?? new StringBuilder(text.Length)).Append(text, done, start - done).Append(Hidden);
                start += length;
                done = start;
            }
        }

        return result is null ? text : result.Append(text, done, text.Length - done).ToString();
    }
}
