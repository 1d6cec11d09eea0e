namespace Tare.Conda.Channels;

/// <summary>
/// The parts of a channel's URL, <c>scheme://auth@host:port/t/token/path/subdir/file</c> (split_conda_url_easy_parts in
/// conda/common/url.py). The secrets, <see cref="Auth"/> and <see cref="Token"/>, are in no text that this type makes.
/// </summary>
public readonly record struct ChannelUrl
{
    private static readonly System.Buffers.SearchValues<char> SchemeCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary><c>https</c>, <c>file</c> ...; empty where the text has none.</summary>
    public string Scheme { get; private init; }

    /// <summary><c>user:password</c> or <c>user</c>, as written.</summary>
    public string? Auth { get; private init; }

    /// <summary>The token of an Anaconda server: the part after <c>/t/</c>.</summary>
    public string? Token { get; private init; }

    /// <summary>Host in lower case, and port; empty for a file.</summary>
    public string Authority { get; private init; }

    /// <summary>The path without token, subdir and file; begins with a slash or is empty.</summary>
    public string Path { get; private init; }

    /// <summary>The subdir, where the path has one.</summary>
    public string? Subdir { get; private init; }

    /// <summary>The package's file, or that of a package list, where the path ends with one.</summary>
    public string? File { get; private init; }

    /// <summary>Authority and path: what conda calls the location.</summary>
    internal string Location => Authority + Path;

    /// <summary>The text begins with <c>scheme://</c>.</summary>
    public static bool HasScheme(string text)
    {
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        return colon is > 0 and <= 12 && char.IsAsciiLetterLower(text[0])
            && text.AsSpan(0, colon).IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    /// <summary>Takes a URL apart, subdir and file included.</summary>
    public static ChannelUrl Split(string url)
    {
        var (withoutToken, token) = SplitToken(url.StartsWith("file:", StringComparison.Ordinal) ? url.Replace('\\', '/') : url);
        var (withoutSubdir, subdir) = Subdirs.Split(withoutToken);
        var slash = withoutSubdir.LastIndexOf('/');
        var isFile = slash >= 0 && (PackageFileName.HasExtension(withoutSubdir) || withoutSubdir.EndsWith(".json", StringComparison.Ordinal));
        var parts = Parts(isFile ? withoutSubdir[..slash] : withoutSubdir);
        return parts with { Token = token, Subdir = subdir, File = isFile ? withoutSubdir[(slash + 1)..] : null };
    }

    /// <summary>Takes scheme, credentials and token off a URL and leaves the path whole.</summary>
    internal static ChannelUrl SplitCredentials(string url)
    {
        var (withoutToken, token) = SplitToken(url);
        return Parts(withoutToken) with { Token = token };
    }

    /// <summary>Parts of a path put together with single slashes; empty parts left out.</summary>
    internal static string Join(params ReadOnlySpan<string?> parts)
    {
        var joined = new List<string>(parts.Length);
        foreach (var part in parts)
        {
            if (part?.Trim('/') is { Length: > 0 } name)
            {
                joined.Add(name);
            }
        }

        var isAbsolute = string.IsNullOrEmpty(parts[0]) || parts[0]!.StartsWith('/');
        return (isAbsolute ? "/" : "") + string.Join('/', joined);
    }

    /// <summary>The URL of a file or folder; backslashes become slashes, as in conda.</summary>
    public static string OfPath(string path)
    {
        var absolutePath = path.Replace('\\', '/');
        if (absolutePath.AsSpan().IndexOfAnyExceptInRange('\0', '\x7F') < 0)
        {
            return "file://" + absolutePath;
        }

        return "file://" + string.Concat(absolutePath.EnumerateRunes().Select(r => r.IsAscii ? r.ToString() : Uri.EscapeDataString(r.ToString())));
    }

    /// <summary>The URL without its secrets.</summary>
    public override string ToString() => Scheme.Length == 0 ? Location : $"{Scheme}://{Location}";

    private static (string Url, string? Token) SplitToken(string url)
    {
        var start = url.IndexOf("/t/", StringComparison.Ordinal);
        if (start < 0)
        {
            return (url.TrimEnd('/'), null);
        }

        var end = start + 3;
        while (end < url.Length && (char.IsAsciiLetterOrDigit(url[end]) || url[end] == '-'))
        {
            end++;
        }

        return (string.Concat(url.AsSpan(0, start), url.AsSpan(end)).TrimEnd('/'), url[(start + 3)..end]);
    }

    private static ChannelUrl Parts(string url)
    {
        var colon = HasScheme(url) ? url.IndexOf("://", StringComparison.Ordinal) : -1;
        var rest = url[(colon < 0 ? 0 : colon + 3)..];
        if (colon > 0 && !url.StartsWith("file:", StringComparison.Ordinal) && rest.IndexOfAny(['?', '#']) is >= 0 and var query)
        {
            rest = rest[..query];
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        var at = authority.LastIndexOf('@');
        return new ChannelUrl
        {
            Scheme = colon < 0 ? "" : url[..colon],
            Auth = at <= 0 ? null : authority[..at],
            Authority = authority[(at + 1)..].TrimEnd(':').ToLowerInvariant(),
            Path = slash < 0 ? "" : rest[slash..],
        };
    }
}
