using System.Buffers;
using System.Text;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Shell;

/// <summary>Cuts a script into words and operators (POSIX shell, "Token Recognition", with bash's additions).</summary>
internal sealed class ShellLexer(LogicalText script)
{
    // By their first character, longest first.
    private static readonly string[] Ampersands = ["&>>", "&&", "&>", "&"];
    private static readonly string[] Bars = ["||", "|&", "|"];
    private static readonly string[] Semicolons = [";;&", ";;", ";&", ";"];
    private static readonly string[] Inputs = ["<<<", "<<-", "<<", "<&", "<>", "<"];
    private static readonly string[] Outputs = [">>", ">&", ">|", ">"];

    // What ends a word, or is not what it looks like.
    private static readonly SearchValues<char> Special = SearchValues.Create(" \t\r\n&|;()<>'\"\\$`*?[");

    private readonly string _text = script.Text;
    private readonly StringBuilder _word = new();
    private int _position;
    private bool _literal;
    private bool _quoted;
    private List<ShellToken>? _heredocs;

    internal List<ShellToken> Read()
    {
        var tokens = new List<ShellToken>();
        while (SkipSpace())
        {
            var start = _position;
            if (OperatorHere(start) is { } symbol)
            {
                _position += symbol.Length;
                tokens.Add(new ShellToken(TextSpan.Between(start, _position), symbol, null));
                if (symbol == "\n" && _heredocs is not null)
                {
                    SkipHeredocs(_heredocs);
                    _heredocs = null;
                }

                continue;
            }

            var word = ReadWord();
            var opener = tokens.Count > 0 ? tokens[^1].Operator : "";
            tokens.Add(new ShellToken(TextSpan.Between(start, _position), "", word));
            if (opener is "<<" or "<<-")
            {
                (_heredocs ??= []).Add(new ShellToken(default, opener, word));
            }
        }

        return tokens;
    }

    // The lines of a here-document are no commands.
    private void SkipHeredocs(List<ShellToken> heredocs)
    {
        foreach (var heredoc in heredocs)
        {
            var found = false;
            while (!found && _position < _text.Length)
            {
                var end = _text.IndexOf('\n', _position);
                end = end < 0 ? _text.Length : end;
                var line = _text.AsSpan(_position, end - _position).TrimEnd('\r');
                found = (heredoc.Operator == "<<-" ? line.TrimStart('\t') : line).SequenceEqual(heredoc.Word?.Text);
                _position = Math.Min(end + 1, _text.Length);
            }
        }
    }

    // Goes past blanks, joined lines and comments; false at the end.
    private bool SkipSpace()
    {
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (c is ' ' or '\t' or '\r')
            {
                _position++;
            }
            else if (c == '\\' && LineEndLength(_position + 1) is var length and > 0)
            {
                _position += 1 + length;
            }
            else if (c == '#')
            {
                var end = _text.IndexOf('\n', _position);
                _position = end < 0 ? _text.Length : end;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private string? OperatorHere(int position)
    {
        string[]? symbols = _text[position] switch
        {
            '&' => Ampersands,
            '|' => Bars,
            ';' => Semicolons,
            '<' => Inputs,
            '>' => Outputs,
            _ => null,
        };
        if (symbols is null)
        {
            return _text[position] switch { '(' => "(", ')' => ")", '\n' => "\n", _ => null };
        }

        foreach (var symbol in symbols)
        {
            if (_text.AsSpan(position).StartsWith(symbol, StringComparison.Ordinal))
            {
                return symbol;
            }
        }

        return null;
    }

    private ShellWord ReadWord()
    {
        var start = _position;
        var plain = _text.AsSpan(start).IndexOfAny(Special);
        var end = plain < 0 ? _text.Length : start + plain;
        if (end == _text.Length || EndsWord(_text[end]))
        {
            _position = end;
            return new ShellWord(script.ToSource(TextSpan.Between(start, end)), _text[start..end], IsLiteral: true, IsQuoted: false);
        }

        _word.Clear();
        _literal = true;
        _quoted = false;
        while (_position < _text.Length && !EndsWord(_text[_position]))
        {
            ReadPart();
        }

        return new ShellWord(script.ToSource(TextSpan.Between(start, _position)), _word.ToString(), _literal, _quoted);
    }

    private static bool EndsWord(char c) => c is ' ' or '\t' or '\r' or '\n' or '&' or '|' or ';' or '(' or ')' or '<' or '>';

    private void ReadPart()
    {
        switch (_text[_position])
        {
            case '\'':
                ReadSingleQuoted();
                break;
            case '"':
                ReadDoubleQuoted();
                break;
            case '\\':
                ReadEscape();
                break;
            case '$' or '`':
                ReadExpansion();
                break;
            case var c:
                _literal &= c is not ('*' or '?' or '[');
                _word.Append(c);
                _position++;
                break;
        }
    }

    private void ReadSingleQuoted()
    {
        _quoted = true;
        var end = _text.IndexOf('\'', _position + 1);
        end = end < 0 ? _text.Length : end;
        _word.Append(_text, _position + 1, end - _position - 1);
        _position = Math.Min(end + 1, _text.Length);
    }

    private void ReadDoubleQuoted()
    {
        _quoted = true;
        _position++;
        while (_position < _text.Length && _text[_position] != '"')
        {
            if (_text[_position] == '\\')
            {
                ReadEscape();
            }
            else if (_text[_position] is '$' or '`')
            {
                ReadExpansion();
            }
            else
            {
                _word.Append(_text[_position++]);
            }
        }

        _position = Math.Min(_position + 1, _text.Length);
    }

    private void ReadEscape()
    {
        _position++;
        if (LineEndLength(_position) is var length and > 0)
        {
            _position += length;
        }
        else if (_position < _text.Length)
        {
            _word.Append(_text[_position++]);
        }
    }

    // $NAME, ${…}, $(…), $((…)) and `…` stay as they are written.
    private void ReadExpansion()
    {
        var start = _position;
        var opening = _position + 1 < _text.Length ? _text[_position + 1] : ' ';
        if (_text[start] == '`')
        {
            var end = _text.IndexOf('`', start + 1);
            _position = end < 0 ? _text.Length : end + 1;
        }
        else if (opening is '(' or '{')
        {
            _position = EndOfNested(start + 1);
        }
        else
        {
            _position++;
            while (_position < _text.Length && (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] == '_'))
            {
                _position++;
            }
        }

        _literal &= _position - start == 1 && _text[start] == '$';
        _word.Append(_text, start, _position - start);
    }

    private int EndOfNested(int position)
    {
        var depth = 0;
        var quote = '\0';
        for (; position < _text.Length; position++)
        {
            var c = _text[position];
            if (c == '\\')
            {
                position++;
            }
            else if (c is '\'' or '"')
            {
                quote = quote == '\0' ? c : quote == c ? '\0' : quote;
            }
            else if (quote == '\0' && c is '(' or '{')
            {
                depth++;
            }
            else if (quote == '\0' && c is ')' or '}' && --depth == 0)
            {
                return position + 1;
            }
        }

        return _text.Length;
    }

    private int LineEndLength(int position) =>
        position < _text.Length && _text[position] == '\n' ? 1
        : position + 1 < _text.Length && _text[position] == '\r' && _text[position + 1] == '\n' ? 2
        : 0;
}
