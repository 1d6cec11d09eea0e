namespace Tare.Dockerfile.Reporting;

/// <summary>How many columns of a screen text takes (Unicode Standard Annex 11: wide and full-width characters take two).</summary>
internal static class CellWidth
{
    private static readonly (char First, char Last)[] Wide =
    [
        ('\u1100', '\u115F'), ('\u2E80', '\u303E'), ('\u3041', '\uA4CF'), ('\uAC00', '\uD7A3'), ('\uF900', '\uFAFF'), ('\uFE30', '\uFE6F'), ('\uFF00', '\uFF60'), ('\uFFE0', '\uFFE6'),
    ];

    /// <summary>Columns of a UTF-16 unit; of a surrogate pair, the first has both.</summary>
    internal static int Of(char c) =>
        c < '\u1100' ? 1
        : char.IsHighSurrogate(c) ? 2
        : char.IsLowSurrogate(c) ? 0
        : Array.Exists(Wide, r => c >= r.First && c <= r.Last) ? 2 : 1;

    /// <summary>Columns of a text.</summary>
    internal static int Of(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAnyExceptInRange('\0', '\u10FF') < 0)
        {
            return text.Length;
        }

        var sum = 0;
        foreach (var c in text)
        {
            sum += Of(c);
        }

        return sum;
    }
}
