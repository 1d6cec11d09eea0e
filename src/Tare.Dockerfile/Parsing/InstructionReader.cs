using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Parsing;

/// <summary>Takes a logical line apart: keyword, options, arguments, JSON form, inner instruction.</summary>
internal sealed class InstructionReader(SourceText source, List<Diagnostic> diagnostics)
{
    internal static readonly string[] Keywords =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN",
        "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ];

    private static readonly string[] WithFlags = ["ADD", "COPY", "FROM", "HEALTHCHECK", "RUN", "ONBUILD"];
    private static readonly string[] WithExecForm = ["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"];

    internal Instruction Read(LogicalText line, TextSpan span)
    {
        var text = line.Text;
        var keywordStart = text.Length - text.AsSpan().TrimStart().Length;
        var keywordEnd = EndOfWord(text, keywordStart);
        var keyword = text[keywordStart..keywordEnd].ToUpperInvariant();
        var keywordSpan = line.ToSource(TextSpan.Between(keywordStart, keywordEnd));
        if (!Keywords.Contains(keyword))
        {
            diagnostics.Add(new Diagnostic(keywordSpan, $"`{text[keywordStart..keywordEnd]}` is not a Dockerfile instruction"));
        }

        var bodyStart = SkipSpace(text, keywordEnd);
        var flags = new List<InstructionFlag>();
        var argumentsStart = WithFlags.Contains(keyword) ? ReadFlags(line, bodyStart, flags) : bodyStart;
        var arguments = line.From(argumentsStart);
        if (string.IsNullOrWhiteSpace(arguments.Text) && keyword != "HEALTHCHECK")
        {
            diagnostics.Add(new Diagnostic(keywordSpan, $"{keyword} has no arguments"));
        }

        return new Instruction(span)
        {
            Source = source,
            Keyword = keyword,
            KeywordSpan = keywordSpan,
            LineSpan = TextSpan.Between(keywordSpan.Start, Math.Max(span.End, keywordSpan.End)),
            Body = line.From(bodyStart),
            Flags = flags,
            Arguments = arguments,
            ExecForm = WithExecForm.Contains(keyword) ? ExecFormReader.Read(arguments) : null,
            Inner = ReadInner(keyword, arguments, span),
        };
    }

    private Instruction? ReadInner(string keyword, LogicalText arguments, TextSpan span)
    {
        if (string.IsNullOrWhiteSpace(arguments.Text))
        {
            return null;
        }

        var isCommand = keyword == "HEALTHCHECK" && arguments.Text.AsSpan().TrimStart().StartsWith("CMD", StringComparison.OrdinalIgnoreCase);
        if (keyword != "ONBUILD" && !isCommand)
        {
            return null;
        }

        // Looked at before reading it, so that a line of ONBUILDs does not nest.
        var first = arguments.Text[..EndOfWord(arguments.Text, 0)];
        if (keyword == "ONBUILD" && first.ToUpperInvariant() is "ONBUILD" or "FROM" or "MAINTAINER")
        {
            diagnostics.Add(new Diagnostic(arguments.ToSource(new TextSpan(0, first.Length)), $"ONBUILD may not be followed by `{first}`"));
            return null;
        }

        return Read(arguments, span);
    }

    private static int ReadFlags(LogicalText line, int position, List<InstructionFlag> flags)
    {
        var text = line.Text;
        while (position + 2 < text.Length && text[position] == '-' && text[position + 1] == '-' && !char.IsWhiteSpace(text[position + 2]))
        {
            var end = EndOfWord(text, position);
            var word = text.AsSpan(position + 2, end - position - 2);
            var equals = word.IndexOf('=');
            var name = (equals < 0 ? word : word[..equals]).ToString().ToLowerInvariant();
            var value = equals < 0 ? "" : word[(equals + 1)..].Trim('"').ToString();
            flags.Add(new InstructionFlag(line.ToSource(TextSpan.Between(position, end)), name, value));
            position = SkipSpace(text, end);
        }

        return position;
    }

    // White space inside quotation marks belongs to the word.
    private static int EndOfWord(string text, int position)
    {
        var quote = '\0';
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                break;
            }

            if (c is '"' or '\'')
            {
                quote = quote == '\0' ? c : quote == c ? '\0' : quote;
            }
        }

        return position;
    }

    private static int SkipSpace(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }
}
