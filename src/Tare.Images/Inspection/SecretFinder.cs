namespace Tare.Images.Inspection;

/// <summary>
/// Recognises credentials by their form: conda tokens in URLs (<c>/t/TOKEN/</c>), passwords in URLs, tokens with a vendor's
/// prefix, and variables whose name says what they hold.
/// </summary>
internal static class SecretFinder
{
    private static readonly (byte[] Prefix, string Kind, int Length)[] Prefixes =
    [
        ("ghp_"u8.ToArray(), "GitHub token", 36), ("github_pat_"u8.ToArray(), "GitHub token", 22), ("glpat-"u8.ToArray(), "GitLab token", 20),
        ("hf_"u8.ToArray(), "Hugging Face token", 30), ("pypi-AgE"u8.ToArray(), "PyPI token", 50), ("AKIA"u8.ToArray(), "AWS access key", 16),
        ("sk-ant-"u8.ToArray(), "API key", 20), ("npm_"u8.ToArray(), "npm token", 36),
    ];

    private static readonly System.Buffers.SearchValues<byte> AuthorityEnds = System.Buffers.SearchValues.Create(" \t\r\n\"'/,<>"u8);
    private static readonly string[] Words = ["TOKEN", "PASSWORD", "PASSWD", "SECRET", "API_KEY", "APIKEY", "ACCESS_KEY"];

    /// <summary>What a text holds, or null.</summary>
    internal static string? Find(ReadOnlySpan<byte> text)
    {
        if (HasCondaToken(text))
        {
            return "conda channel token";
        }

        if (HasUrlPassword(text))
        {
            return "password in a URL";
        }

        foreach (var (prefix, kind, length) in Prefixes)
        {
            if (HasPrefixed(text, prefix, length))
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>What an assignment <c>NAME=value</c> holds, or null: by its value, else by its name.</summary>
    internal static string? FindInVariable(string assignment)
    {
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        var value = equals < 0 ? "" : assignment[(equals + 1)..].Trim('"', '\'', ' ');
        if (Find(System.Text.Encoding.UTF8.GetBytes(assignment)) is { } kind)
        {
            return kind;
        }

        // `NAME_FILE` and `/run/secrets/x` are places, `$X` a reference.
        var name = equals < 0 ? "" : assignment[..equals].ToUpperInvariant();
        var isNamed = Words.Any(word => name.EndsWith(word, StringComparison.Ordinal));
        return isNamed && value.Length >= 6 && value[0] is not ('/' or '$') ? "value of a variable with a telling name" : null;
    }

    private static bool HasCondaToken(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf("/t/"u8); at >= 0; at = text.IndexOf("/t/"u8))
        {
            text = text[(at + 3)..];
            var length = Run(text);
            if (length >= 6 && text[length..].StartsWith("/"u8) && !text.StartsWith("<TOKEN>"u8))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasUrlPassword(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf("://"u8); at >= 0; at = text.IndexOf("://"u8))
        {
            text = text[(at + 3)..];
            var end = text.IndexOfAny(AuthorityEnds);
            var authority = end < 0 ? text : text[..end];
            var sign = authority.LastIndexOf((byte)'@');
            var colon = authority.IndexOf((byte)':');
            if (sign > 0 && colon >= 0 && colon < sign - 1 && authority[colon + 1] is not ((byte)'$' or (byte)'*'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasPrefixed(ReadOnlySpan<byte> text, ReadOnlySpan<byte> prefix, int length)
    {
        for (var at = text.IndexOf(prefix); at >= 0; at = text.IndexOf(prefix))
        {
            var isStart = at == 0 || !IsWord(text[at - 1]);
            text = text[(at + prefix.Length)..];
            if (isStart && Run(text) >= length)
            {
                return true;
            }
        }

        return false;
    }

    private static int Run(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && (IsWord(text[length]) || text[length] == '-'))
        {
            length++;
        }

        return length;
    }

    private static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '_';
}
