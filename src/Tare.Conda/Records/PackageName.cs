namespace Tare.Conda.Records;

/// <summary>
/// The name of a package (CEP 26): letters, digits, <c>.</c>, <c>-</c> and <c>_</c>, no two of these side by side; those of virtual packages
/// begin with <c>__</c>.
/// </summary>
internal static class PackageName
{
    /// <summary>The first character that cannot stand where it stands, or -1; the reason in <paramref name="reason"/>.</summary>
    internal static int FindFault(ReadOnlySpan<char> text, out string reason)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] is not ('.' or '_' or '-'))
            {
                reason = $"package name contains invalid characters ({text[i]})";
                return i;
            }
        }

        reason = "invalid package name";
        var isVirtual = text.StartsWith("__", StringComparison.Ordinal);
        var start = isVirtual ? 2 : 0;
        if (text.Length <= start || (text[start] is '.' or '-' || (isVirtual && text[start] == '_')))
        {
            return Math.Min(start, Math.Max(0, text.Length - 1));
        }

        // The first character may be an underscore and still be followed by a separator.
        for (var i = start + 2; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) && !char.IsAsciiLetterOrDigit(text[i - 1]))
            {
                return i;
            }
        }

        return -1;
    }
}
