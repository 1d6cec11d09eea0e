using System.Text;

namespace Tare.Primitives;

/// <summary>Takes user, password and the token of <c>/t/TOKEN/</c> out of the URLs in a text that is shown. Text without a URL stays as it is.</summary>
public static class UrlSecrets
{
    /// <summary>What stands in the place of a token, as in conda.</summary>
    public const string HiddenToken = "<TOKEN>";

    /// <summary>The text without secrets.</summary>
    public static string Hide(string text)
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
            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('\'' or '"' or '`'))
            {
                end++;
            }

            AppendUrl(result, text.AsSpan(start, end - start));
            done = end;
            scheme = text.IndexOf("://", done, StringComparison.Ordinal);
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    private static void AppendUrl(StringBuilder result, ReadOnlySpan<char> url)
    {
        var path = url.IndexOfAny('/', '?', '#');
        var host = path < 0 ? url : url[..path];
        var at = host.LastIndexOf('@');
        if (at >= 0)
        {
            result.Append("***@");
            url = url[(at + 1)..];
        }

        for (var token = url.IndexOf("/t/"); token >= 0; token = url.IndexOf("/t/"))
        {
            var rest = url[(token + 3)..];
            var length = rest.IndexOfAny('/', '?', '#') is >= 0 and var end ? end : rest.Length;
            result.Append(url[..(token + 3)]).Append(length > 0 ? HiddenToken : "");
            url = rest[length..];
        }

        result.Append(url);
    }
}
