using System.Text;

namespace Tare.Conda.Prefixes;

/// <summary>Strings and lists of strings as Python's <c>repr</c> writes them.</summary>
internal static class PythonStrings
{
    internal static string Quote(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var quoted = new StringBuilder().Append(quote);
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                _ when c == quote => $"\\{c}",
                _ when char.IsControl(c) => $"\\x{(int)c:x2}",
                _ => c.ToString(),
            });
        }

        return quoted.Append(quote).ToString();
    }

    /// <summary>The strings of a list; what is no string is passed over, and a list without its end ends where the text does.</summary>
    internal static IReadOnlyList<string> ParseList(string text)
    {
        var items = new List<string>();
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] is '\'' or '"')
            {
                items.Add(String(text, ref index));
            }
        }

        return items;
    }

    private static string String(string text, ref int index)
    {
        var quote = text[index++];
        var result = new StringBuilder();
        for (; index < text.Length && text[index] != quote; index++)
        {
            if (text[index] != '\\' || index + 1 == text.Length)
            {
                result.Append(text[index]);
                continue;
            }

            index++;
            result.Append(text[index] switch
            {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'x' when index + 2 < text.Length && byte.TryParse(text.AsSpan(index + 1, 2), System.Globalization.NumberStyles.HexNumber, null, out var code) => Skip(ref index, 2, (char)code),
                var other => other,
            });
        }

        return result.ToString();
    }

    private static char Skip(ref int index, int count, char result)
    {
        index += count;
        return result;
    }
}
