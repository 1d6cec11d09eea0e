using System.Text.RegularExpressions;

namespace Tare.Dockerfile.Conda;

/// <summary>Tells URLs that carry a password (<c>https://user:password@host</c>) or a channel's token (<c>/t/TOKEN/</c>) from others.</summary>
internal static partial class SecretUrl
{
    /// <summary>The text is such a URL; a variable in the place of the secret is none.</summary>
    internal static bool IsOne(string text) => text.Contains("://", StringComparison.Ordinal) && Pattern().IsMatch(text);

    [GeneratedRegex("^[a-z+]+://([^/@$]+:[^/@$]+@|[^?#]*/t/[^/$<]+/)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
