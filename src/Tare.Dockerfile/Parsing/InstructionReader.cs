using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Parsing;

/// <summary>Takes a logical line apart: keyword, options, arguments, JSON form, inner instruction.</summary>
internal sealed class InstructionReader(SourceText source, List<Diagnostic> diagnostics)
{
    private static readonly string[] Keywords =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN",
        "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ];

    /// <summary>Reads a logical line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="span">All its physical lines.</param>
    /// <param name="lineEnd">Where its last character ends.</param>
    internal Instruction Read(LogicalText line, TextSpan span, int lineEnd)
    {
        var text = line.Characters;
        var keywordStart = SkipSpace(text, 0);
        var keywordEnd = EndOfWord(text, keywordStart);
        var word = text[keywordStart..keywordEnd];
        var keywordSpan = line.ToSource(TextSpan.Between(keywordStart, keywordEnd));
        var known = Known(word);
        var keyword = known ?? word.ToString().ToUpperInvariant();
        if (known is null)
        {
            diagnostics.Add(new Diagnostic(keywordSpan, $"`{word}` is not a Dockerfile instruction"));
        }

        var bodyStart = SkipSpace(text, keywordEnd);
        var flags = new List<InstructionFlag>(0);
        var argumentsStart = keyword is "ADD" or "COPY" or "FROM" or "HEALTHCHECK" or "RUN" or "ONBUILD" ? ReadFlags(line, bodyStart, flags) : bodyStart;
        var arguments = line.From(argumentsStart);
        if (known is not (null or "HEALTHCHECK") && arguments.Characters.IsWhiteSpace())
        {
            diagnostics.Add(new Diagnostic(keywordSpan, $"{keyword} has no arguments"));
        }

        return new Instruction(span)
        {
            Source = source,
            Keyword = keyword,
            KeywordSpan = keywordSpan,
            LineSpan = TextSpan.Between(keywordSpan.Start, Math.Max(lineEnd, keywordSpan.End)),
            Body = line.From(bodyStart),
            Flags = flags,
            Arguments = arguments,
            ExecForm = keyword is "ADD" or "CMD" or "COPY" or "ENTRYPOINT" or "RUN" or "SHELL" or "VOLUME" ? ExecFormReader.Read(arguments) : null,
            Inner = ReadInner(keyword, arguments, (span, lineEnd)),
        };
    }

    private static string? Known(ReadOnlySpan<char> word)
    {
        foreach (var keyword in Keywords)
        {
            if (word.Equals(keyword, StringComparison.OrdinalIgnoreCase))
            {
                return keyword;
            }
        }

        return null;
    }

    private Instruction? ReadInner(string keyword, LogicalText arguments, (TextSpan Span, int LineEnd) lines)
    {
        if (keyword is not ("ONBUILD" or "HEALTHCHECK") || arguments.Characters.IsWhiteSpace())
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

        return Read(arguments, lines.Span, lines.LineEnd);
    }

    private static int ReadFlags(LogicalText line, int position, List<InstructionFlag> flags)
    {
        var text = line.Characters;
        while (position + 2 < text.Length && text[position] == '-' && text[position + 1] == '-' && !char.IsWhiteSpace(text[position + 2]))
        {
            var end = EndOfWord(text, position);
            var word = text[(position + 2)..end];
            var equals = word.IndexOf('=');
            var name = (equals < 0 ? word : word[..equals]).ToString().ToLowerInvariant();
            var value = equals < 0 ? "" : word[(equals + 1)..].Trim('"').ToString();
            flags.Add(new InstructionFlag(line.ToSource(TextSpan.Between(position, end)), name, value));
            position = SkipSpace(text, end);
        }

        return position;
    }

    // White space inside quotation marks belongs to the word.
    private static int EndOfWord(ReadOnlySpan<char> text, int position)
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

    private static int SkipSpace(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }
}
