using System.Text.RegularExpressions;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Parsing;

/// <summary>Finds the <c>&lt;&lt;WORD</c> of a RUN, COPY or ADD line and takes the lines that belong to it.</summary>
internal static partial class HeredocReader
{
    internal static IReadOnlyList<Heredoc> Read(Instruction instruction, SourceText source, LineReader lines, List<Diagnostic> diagnostics)
    {
        var target = instruction.Keyword == "ONBUILD" ? instruction.Inner : instruction;
        if (target?.Keyword is not ("RUN" or "COPY" or "ADD") || target.Arguments.Characters.IndexOf("<<") < 0)
        {
            return [];
        }

        var heredocs = new List<Heredoc>();
        foreach (var word in Words(target.Arguments.Text))
        {
            var match = Operator().Match(word);
            if (match.Success)
            {
                var name = match.Groups["name"].Value;
                var bare = Unquote(name);
                var shape = new Heredoc(bare, default, default, bare.Length == name.Length, word.Contains("<<-", StringComparison.Ordinal));
                heredocs.Add(ReadBody(shape, source, lines));
                if (heredocs[^1].EndSpan.Length == 0)
                {
                    diagnostics.Add(new Diagnostic(target.KeywordSpan, $"the here-document `{bare}` is never closed"));
                }
            }
        }

        return heredocs;
    }

    private static Heredoc ReadBody(Heredoc shape, SourceText source, LineReader lines)
    {
        var start = lines.Position;
        while (!lines.AtEnd)
        {
            var line = lines.Read();
            var content = source.Slice(line.Content);
            if ((shape.StripsTabs ? content.TrimStart('\t') : content).SequenceEqual(shape.Name))
            {
                return shape with { BodySpan = TextSpan.Between(start, line.Full.Start), EndSpan = line.Full };
            }
        }

        return shape with { BodySpan = TextSpan.Between(start, lines.Position) };
    }

    // Words as a shell splits them, quotation marks kept, so that << inside quotes is no operator.
    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (start >= 0)
                {
                    yield return text[start..i];
                }

                start = -1;
                continue;
            }

            start = start < 0 ? i : start;
            if (c == '\\' && quote != '\'')
            {
                i++;
            }
            else if (c is '"' or '\'')
            {
                quote = quote == '\0' ? c : quote == c ? '\0' : quote;
            }
        }

        if (start >= 0)
        {
            yield return text[start..];
        }
    }

    private static string Unquote(string name) => name.Replace("\"", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);

    [GeneratedRegex("^[0-9]*<<-?(?<name>[^<>|&;()]+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Operator();
}
