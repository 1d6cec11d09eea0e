using System.Globalization;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Parsing;

/// <summary>Reads <c>["a", "b"]</c>. Whatever is not exactly a JSON array of strings is the shell form, as the builder has it.</summary>
internal static class ExecFormReader
{
    internal static IReadOnlyList<ExecWord>? Read(LogicalText arguments)
    {
        if (arguments.Characters.TrimStart() is not ['[', ..])
        {
            return null;
        }

        var text = arguments.Text;
        var position = SkipSpace(text, 0);

        var words = new List<ExecWord>();
        position = SkipSpace(text, position + 1);
        var closed = position < text.Length && text[position] == ']';
        while (!closed)
        {
            var start = position;
            if (ReadString(arguments, ref position) is not { } value)
            {
                return null;
            }

            words.Add(new ExecWord(arguments.ToSource(TextSpan.Between(start, position)), value));
            position = SkipSpace(text, position);
            if (position >= text.Length || text[position] is not (',' or ']'))
            {
                return null;
            }

            closed = text[position] == ']';
            position = closed ? position : SkipSpace(text, position + 1);
        }

        return string.IsNullOrWhiteSpace(text[(position + 1)..]) ? words : null;
    }

    private static LogicalText? ReadString(LogicalText arguments, ref int position)
    {
        var text = arguments.Text;
        if (position >= text.Length || text[position] != '"')
        {
            return null;
        }

        var value = new LogicalText.Builder();
        for (position++; position < text.Length; position++)
        {
            var c = text[position];
            var start = arguments.ToSource(position);
            if (c == '"')
            {
                value.Add([], start);
                position++;
                return value.Build();
            }

            if (c < ' ' || (c == '\\' && !ReadEscape(text, ref position, out c)))
            {
                return null;
            }

            value.Add([c], start);
        }

        return null;
    }

    private static bool ReadEscape(string text, ref int position, out char value)
    {
        value = default;
        position++;
        if (position >= text.Length)
        {
            return false;
        }

        if (text[position] == 'u')
        {
            if (position + 4 >= text.Length
                || !ushort.TryParse(text.AsSpan(position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                return false;
            }

            value = (char)code;
            position += 4;
            return true;
        }

        var index = "\"\\/bfnrt".IndexOf(text[position], StringComparison.Ordinal);
        if (index < 0)
        {
            return false;
        }

        value = "\"\\/\b\f\n\r\t"[index];
        return true;
    }

    private static int SkipSpace(string text, int position)
    {
        while (position < text.Length && text[position] is ' ' or '\t' or '\r' or '\n')
        {
            position++;
        }

        return position;
    }
}
