using System.Text;

namespace Tare.Cli.Views;

/// <summary>Text of others on a terminal: control characters go, and lines are cut to fit.</summary>
internal static class PlainText
{
    /// <summary>The text without anything a terminal would obey; tabs, which would shift columns, stay where <paramref name="keepsTabs"/>.</summary>
    internal static string Safe(string text, bool keepsTabs = false)
    {
        bool IsKept(char letter) => !IsUnsafe(letter) || (keepsTabs && letter == '\t');
        if (text.All(IsKept))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            safe.Append(IsKept(letter) ? letter : '\uFFFD');
        }

        return safe.ToString();
    }

    /// <summary>The safe text in at most this many columns; what is cut ends in an ellipsis.</summary>
    internal static string Fit(string text, int columns)
    {
        text = Safe(text);
        return text.Length <= columns ? text : columns <= 1 ? "" : text[..(columns - 1)] + "…";
    }

    /// <summary>As <see cref="Fit"/>, but the middle is cut: paths differ at their ends.</summary>
    internal static string FitPath(string path, int columns)
    {
        path = Safe(path);
        var head = Math.Max(0, columns - 1) / 3;
        return path.Length <= columns || columns <= 3 ? Fit(path, columns) : $"{path[..head]}…{path[^(columns - 1 - head)..]}";
    }

    /// <summary>How many letters all of the texts begin with.</summary>
    internal static int CommonStart(IReadOnlyList<string> texts) =>
        texts.Count == 0 ? 0 : texts.Min(t => t.AsSpan().CommonPrefixLength(texts[0]));

    /// <summary>The safe text in at most this many columns, with what is around a place; what is cut ends in an ellipsis.</summary>
    internal static string FitAround(string text, int place, int columns)
    {
        text = Safe(text);
        var start = text.Length <= columns ? 0 : Math.Clamp(place - (columns / 3), 0, text.Length - columns + 1);
        return start < 2 ? Fit(text, columns) : Fit("…" + text[start..], columns);
    }

    /// <summary>A channel as people call it: without scheme, and of a folder on somebody's disk the last part.</summary>
    internal static string Channel(string channel) => channel.IndexOf("://", StringComparison.Ordinal) is var at and > 0
        ? channel.StartsWith("file:", StringComparison.Ordinal) ? channel[(channel.LastIndexOf('/') + 1)..] : channel[(at + 3)..]
        : channel;

    /// <summary>The safe text in exactly this many columns.</summary>
    internal static string Cell(string text, int columns) => Fit(text, columns).PadRight(columns);

    // Controls, and the marks that turn the direction of writing around.
    private static bool IsUnsafe(char letter) => char.IsControl(letter) || letter is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}
