using System.Globalization;
using System.Text;

namespace Tare.Conda.Yaml;

/// <summary>Writes scalars so that they are read back as they were.</summary>
public static class YamlText
{
    /// <summary>The text as a YAML scalar: plain where that is safe, else in quotes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isBlock">It stands on a line of its own, where commas and brackets mean nothing.</param>
    public static string Scalar(string text, bool isBlock = false)
    {
        if (IsPlain(text, isBlock))
        {
            return text;
        }

        if (!text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' || char.IsSurrogate(c)))
        {
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        }

        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' => $"\\u{(int)c:X4}",
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The text means something else without quotes: a truth value, a number or null.</summary>
    public static bool IsSpecial(string text) =>
        text is "" or "~" or "null" or "Null" or "NULL" or "true" or "True" or "TRUE" or "false" or "False" or "FALSE" or "yes" or "Yes" or "YES" or "no" or "No" or "NO"
            or "on" or "On" or "ON" or "off" or "Off" or "OFF" or "y" or "Y" or "n" or "N"
        || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        || text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal);

    private static bool IsPlain(string text, bool isBlock)
    {
        if (IsSpecial(text) || text[0] is ' ' || text[^1] is ' ' or ':' || "-?:,[]{}#&*!|>'\"%@`=<".Contains(text[0], StringComparison.Ordinal) || text is "---" or "...")
        {
            return false;
        }

        foreach (var c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\ufeff' || (!isBlock && c is ',' or '[' or ']' or '{' or '}'))
            {
                return false;
            }
        }

        return !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal);
    }
}
