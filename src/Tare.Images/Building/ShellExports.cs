using System.Text;

namespace Tare.Images.Building;

/// <summary>
/// Reads what <c>export -p</c> prints: dash and busybox <c>export NAME='value'</c>, bash <c>declare -x NAME="value"</c>, and both
/// <c>$'value'</c>. Variables without a value are left out. Pure.
/// </summary>
internal static class ShellExports
{
    private static readonly string[] Starts = ["export ", "declare -x "];

    /// <summary>The variables, or null where the text is something else.</summary>
    internal static IReadOnlyDictionary<string, string>? Parse(string text)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length;)
        {
            var start = Array.Find(Starts, s => text.AsSpan(at).StartsWith(s, StringComparison.Ordinal));
            if (start is null)
            {
                return null;
            }

            at += start.Length;
            var end = text.AsSpan(at).IndexOfAny('=', '\n');
            end = end < 0 ? text.Length - at : end;
            var name = text.Substring(at, end);
            at += end;
            if (at < text.Length && text[at] == '=')
            {
                at++;
                variables[name] = Word(text, ref at);
            }

            at++;
        }

        return variables;
    }

    private static string Word(string text, ref int at)
    {
        var word = new StringBuilder();
        for (var quote = '\0'; at < text.Length && (quote != '\0' || text[at] != '\n'); at++)
        {
            var letter = text[at];
            if (quote == '\0' && letter == '$' && at + 1 < text.Length && text[at + 1] == '\'')
            {
                quote = '$';
                at++;
            }
            else if (quote == '\0' && letter is '\'' or '"' && quote == '\0')
            {
                quote = letter;
            }
            else if ((quote == '$' && letter == '\'') || (quote is '\'' or '"' && letter == quote))
            {
                quote = '\0';
            }
            else if (letter == '\\' && quote != '\'' && at + 1 < text.Length)
            {
                at++;
                word.Append(quote == '$' ? Escaped(text[at]) : quote == '"' && !"\"\\$`\n".Contains(text[at], StringComparison.Ordinal) ? $"\\{text[at]}" : text[at].ToString());
            }
            else
            {
                word.Append(letter);
            }
        }

        return word.ToString();
    }

    private static string Escaped(char letter) => letter switch { 'n' => "\n", 't' => "\t", 'r' => "\r", 'e' or 'E' => "\e", _ => letter.ToString() };
}
