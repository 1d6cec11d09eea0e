using System.Text.RegularExpressions;

namespace Tare.Http.Redaction;

/// <summary>
/// Takes secrets out of text that people or logs will see: user and password of a URL, the token of <c>/t/TOKEN/</c> channel
/// URLs, signatures and tokens in queries, and credentials after Authorization.
/// </summary>
public static partial class SecretRedactor
{
    // Milliseconds. The patterns are bounded, so that even a hostile text takes time in proportion to its length.
    private const int LongestMatch = 10_000;

    /// <summary>A URL without its secrets.</summary>
    public static string Redact(Uri url) => Redact(url.IsAbsoluteUri ? url.AbsoluteUri : url.OriginalString);

    /// <summary>Text without the secrets of the URLs in it.</summary>
    public static string Redact(string text)
    {
        text = UserInfo().Replace(text, "${keep}***@");
        text = ChannelToken().Replace(text, "/t/<TOKEN>");
        text = QuerySecret().Replace(text, "${keep}***");
        return Authorization().Replace(text, "${keep}***");
    }

    [GeneratedRegex(@"(?<keep>[a-zA-Z][a-zA-Z0-9+.-]{0,16}://)[^/\s?#`]{1,4000}@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, LongestMatch)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"/t/[^/\s?#`]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, LongestMatch)]
    private static partial Regex ChannelToken();

    [GeneratedRegex(
        @"(?<keep>[?&](?:access_token|token|refresh_token|password|secret|api_key|apikey|key|sig|signature|x-amz-signature|x-amz-credential|x-amz-security-token|x-goog-signature|x-goog-credential|_state)=)[^&\s#`]*",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, LongestMatch)]
    private static partial Regex QuerySecret();

    [GeneratedRegex(@"(?<keep>(?:Bearer|Basic)\s{1,8})[A-Za-z0-9+/=._~-]{8,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, LongestMatch)]
    private static partial Regex Authorization();
}
