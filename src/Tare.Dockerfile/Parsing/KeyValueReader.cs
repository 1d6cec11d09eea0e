using System.Text;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Parsing;

/// <summary>Reads the pairs of ENV, ARG and LABEL, in the form with <c>=</c> and in the old form <c>ENV KEY the rest</c>.</summary>
internal static class KeyValueReader
{
    /// <summary>The pairs of an instruction; none where it is of another kind.</summary>
    internal static IReadOnlyList<KeyValue> Read(Instruction instruction)
    {
        if (instruction.Keyword is not ("ENV" or "ARG" or "LABEL"))
        {
            return [];
        }

        var text = instruction.Arguments.Text;
        var first = text.AsSpan().IndexOfAny(" \t=");
        var isOldForm = instruction.Keyword != "ARG" && first > 0 && text[first] != '=';
        return isOldForm ? [OldForm(instruction.Arguments, first)] : [.. Pairs(instruction.Arguments)];
    }

    private static KeyValue OldForm(LogicalText arguments, int keyEnd)
    {
        var text = arguments.Text;
        var key = arguments.ToSource(TextSpan.Between(0, keyEnd));
        return new KeyValue(arguments.ToSource(new TextSpan(0, text.TrimEnd().Length)), key, text[..keyEnd], text[keyEnd..].Trim());
    }

    private static IEnumerable<KeyValue> Pairs(LogicalText arguments)
    {
        var text = arguments.Text;
        for (var position = 0; position < text.Length;)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            var start = position;
            var value = ReadWord(text, ref position, out var equals);
            var keyLength = equals < 0 ? position - start : equals - start;
            yield return new KeyValue(
                arguments.ToSource(TextSpan.Between(start, position)),
                arguments.ToSource(new TextSpan(start, keyLength)),
                text.Substring(start, keyLength).Trim('"', '\''),
                equals < 0 ? null : value);
        }
    }

    private static string ReadWord(string text, ref int position, out int equals)
    {
        var value = new StringBuilder();
        var quote = '\0';
        equals = -1;
        for (; position < text.Length && (quote != '\0' || !char.IsWhiteSpace(text[position])); position++)
        {
            var c = text[position];
            if (c == '=' && equals < 0 && quote == '\0')
            {
                equals = position;
                value.Clear();
            }
            else if (c is '"' or '\'' && (quote == '\0' || quote == c))
            {
                quote = quote == '\0' ? c : '\0';
            }
            else if (c == '\\' && quote != '\'' && position + 1 < text.Length && text[position + 1] is not '$')
            {
                value.Append(text[++position]);
            }
            else
            {
                value.Append(c);
            }
        }

        return value.ToString();
    }
}
