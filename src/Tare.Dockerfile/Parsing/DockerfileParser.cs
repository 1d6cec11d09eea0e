using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Parsing;

/// <summary>
/// Reads a Dockerfile the way BuildKit does (Dockerfile reference, "Format", "Parser directives", "Here-Documents"). It never
/// fails: what it cannot understand is a diagnostic, and the text is in the tree all the same.
/// </summary>
public sealed class DockerfileParser
{
    private static readonly string[] DirectiveKeys = ["syntax", "escape", "check"];

    private readonly SourceText _source;
    private readonly LineReader _lines;
    private readonly List<Element> _elements = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly LogicalText.Builder _joined = new();
    private readonly InstructionReader _instructions;
    private char _escape = '\\';

    private DockerfileParser(SourceText source)
    {
        _source = source;
        _lines = new LineReader(source);
        _instructions = new InstructionReader(source, _diagnostics);
    }

    /// <summary>Reads a text.</summary>
    public static DockerfileSyntax Parse(SourceText source) => new DockerfileParser(source).Parse();

    /// <summary>Reads a string.</summary>
    public static DockerfileSyntax Parse(string text) => Parse(SourceText.From(text));

    private DockerfileSyntax Parse()
    {
        ReadDirectives();
        while (!_lines.AtEnd)
        {
            var line = _lines.Peek();
            var content = _source.Slice(line.Content).Trim();
            if (content.IsEmpty)
            {
                _elements.Add(new BlankLine(_lines.Read().Full));
            }
            else if (content[0] == '#')
            {
                _elements.Add(new Comment(_lines.Read().Full, content[1..].Trim().ToString()));
            }
            else
            {
                _elements.Add(ReadInstruction());
            }
        }

        return new DockerfileSyntax(_source, _elements, _diagnostics);
    }

    private void ReadDirectives()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (!_lines.AtEnd)
        {
            var line = _lines.Peek();
            var content = _source.Slice(line.Content).Trim();
            var equals = content.IndexOf('=');
            if (content is not ['#', ..] || equals < 0)
            {
                return;
            }

            var key = content[1..equals].Trim().ToString().ToLowerInvariant();
            var value = content[(equals + 1)..].Trim().ToString();
            if (!DirectiveKeys.Contains(key) || !seen.Add(key))
            {
                return;
            }

            _elements.Add(new ParserDirective(_lines.Read().Full, key, value));
            if (key == "escape")
            {
                SetEscape(value, line.Content);
            }
        }
    }

    private void SetEscape(string value, TextSpan span)
    {
        if (value is "\\" or "`")
        {
            _escape = value[0];
            return;
        }

        _diagnostics.Add(new Diagnostic(span, $"the escape directive takes \\ or `, not `{value}`"));
    }

    private Instruction ReadInstruction()
    {
        var start = _lines.Position;
        var (text, lineEnd) = ReadLogicalLine();
        var instruction = _instructions.Read(text, TextSpan.Between(start, _lines.Position), lineEnd);
        var heredocs = HeredocReader.Read(instruction, _source, _lines, _diagnostics);
        return heredocs.Count == 0 ? instruction : instruction with
        {
            Span = TextSpan.Between(start, _lines.Position),
            Heredocs = heredocs,
            Inner = instruction.Inner is { } inner ? inner with { Heredocs = heredocs } : null,
        };
    }

    private (LogicalText Text, int End) ReadLogicalLine()
    {
        if (_lines.Peek().Content is var only && ContentBeforeContinuation(_source.Slice(only)) < 0)
        {
            _lines.Read();
            return (LogicalText.Of(_source, only), only.End);
        }

        var end = _lines.Position;
        var first = true;
        while (!_lines.AtEnd)
        {
            var content = _lines.Peek().Content;
            var trimmed = _source.Slice(content).Trim();
            if (!first && (trimmed.IsEmpty || trimmed[0] == '#'))
            {
                _lines.Read();
                continue;
            }

            first = false;
            _lines.Read();
            end = content.End;
            var length = ContentBeforeContinuation(_source.Slice(content));
            _joined.Add(_source.Slice(new TextSpan(content.Start, length < 0 ? content.Length : length)), content.Start);
            if (length < 0)
            {
                break;
            }
        }

        return (_joined.Build(), end);
    }

    /// <summary>How much of the line stands before the character that continues it, or -1 where nothing does.</summary>
    private int ContentBeforeContinuation(ReadOnlySpan<char> line)
    {
        var trimmed = line.TrimEnd(" \t");
        var continues = trimmed.EndsWith(_escape) && (trimmed.Length < 2 || trimmed[^2] != _escape);
        return continues ? trimmed.Length - 1 : -1;
    }
}
