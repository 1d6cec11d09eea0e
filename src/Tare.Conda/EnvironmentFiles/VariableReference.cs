using System.Text;

namespace Tare.Conda.EnvironmentFiles;

/// <summary>References to environment variables in a text, <c>$NAME</c> and <c>${NAME}</c>; one that is not set stays as it is, as in Python's expandvars.</summary>
internal static class VariableReference
{
    internal static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length;)
        {
            var (name, length) = text[i] == '$' ? NameAt(text, i + 1) : ("", 0);
            if (length > 0 && variables.TryGetValue(name, out var value))
            {
                result.Append(value);
                i += 1 + length;
            }
            else
            {
                result.Append(text[i++]);
            }
        }

        return result.ToString();
    }

    private static (string Name, int Length) NameAt(string text, int start)
    {
        if (start < text.Length && text[start] == '{')
        {
            var close = text.IndexOf('}', start);
            return close < 0 ? ("", 0) : (text[(start + 1)..close], close - start + 1);
        }

        var end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return (text[start..end], end - start);
    }
}
