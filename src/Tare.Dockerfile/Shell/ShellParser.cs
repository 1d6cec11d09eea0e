using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Shell;

/// <summary>
/// Reads the commands of a script. What only running it could tell (functions, eval, aliases) is not guessed; no text makes it
/// fail.
/// </summary>
public sealed class ShellParser
{
    private const int DeepestInner = 3;

    private readonly LogicalText _script;
    private readonly List<ShellToken> _tokens;
    private readonly List<TextSpan> _places = [];
    private readonly List<SimpleCommand> _commands = [];
    private readonly List<ShellWord> _words = [];
    private readonly List<ShellRedirection> _redirections = [];
    private ShellOperator _before = ShellOperator.None;
    private int _position;
    private int _depth;
    private int _conditions;
    private bool _isNegated;
    private int _start = -1;
    private int _end;
    private int _inner;
    private int _level;

    private ShellParser(LogicalText script)
    {
        _script = script;
        _tokens = new ShellLexer(script).Read();
    }

    /// <summary>Reads a script.</summary>
    public static ShellScript Parse(LogicalText script)
    {
        var parser = new ShellParser(script);
        parser.Run();
        return new ShellScript([.. parser._commands], script.ToSource(new TextSpan(0, script.Text.Length)));
    }

    private void Run()
    {
        for (_position = 0; _position < _tokens.Count; _position++)
        {
            var token = _tokens[_position];
            if (token.Word is { } word)
            {
                TakeWord(word, token.Span);
            }
            else
            {
                TakeOperator(token.Operator);
            }
        }

        EndCommand(ShellOperator.Sequence);
    }

    private void TakeWord(ShellWord word, TextSpan place)
    {
        if (_words.Count == 0 && !word.IsQuoted && word.IsLiteral)
        {
            if (word.Text is "if" or "while" or "until" or "for" or "case" or "select" or "function")
            {
                _conditions++;
                SkipHead(word.Text);
                return;
            }

            if (word.Text is "fi" or "done" or "esac")
            {
                _conditions = Math.Max(0, _conditions - 1);
                return;
            }

            _isNegated |= word.Text == "!";
            if (word.Text is "then" or "do" or "else" or "elif" or "!" or "time" or "{" or "}")
            {
                _depth = Math.Max(0, _depth + (word.Text == "{" ? 1 : word.Text == "}" ? -1 : 0));
                return;
            }
        }

        Extend(word.Span);
        _words.Add(word);
        _places.Add(place);
    }

    // The words of `for NAME in …` and `case WORD in` are no command.
    private void SkipHead(string opener)
    {
        if (opener is not ("for" or "case" or "select" or "function"))
        {
            return;
        }

        while (_position + 1 < _tokens.Count)
        {
            var next = _tokens[_position + 1];
            if (next.Word is null || (opener == "case" && next.Word.Text == "in"))
            {
                _position += next.Word is null ? 0 : 1;
                return;
            }

            _position++;
        }
    }

    private void TakeOperator(string symbol)
    {
        switch (symbol)
        {
            case "&&":
                EndCommand(ShellOperator.And);
                break;
            case "||":
                EndCommand(ShellOperator.Or);
                break;
            case "|" or "|&":
                EndCommand(ShellOperator.Pipe);
                break;
            case "&":
                EndCommand(ShellOperator.Background);
                break;
            case ";" or "\n" or ";;" or ";&" or ";;&":
                EndCommand(ShellOperator.Sequence);
                break;
            case "(":
                _depth++;
                EndCommand(_before);
                break;
            case ")":
                CloseParenthesis();
                break;
            default:
                TakeRedirection(symbol);
                break;
        }
    }

    // `name)` and `one|two)` inside case are patterns, not commands.
    private void CloseParenthesis()
    {
        if (_depth == 0)
        {
            _words.Clear();
            _places.Clear();
            while (_before == ShellOperator.Pipe && _commands.Count > 0)
            {
                _before = _commands[^1].Before;
                _commands.RemoveAt(_commands.Count - 1);
            }

            EndCommand(ShellOperator.Sequence);
            return;
        }

        EndCommand(ShellOperator.Sequence);
        _depth--;
    }

    private void TakeRedirection(string symbol)
    {
        // The digit of `2>` was read as a word of its own, which touches the operator.
        if (_words.Count > 0 && _words[^1].Text is [>= '0' and <= '9'] && _words[^1].Span.End == SourceStart(symbol))
        {
            symbol = _words[^1].Text + symbol;
            _words.RemoveAt(_words.Count - 1);
            _places.RemoveAt(_places.Count - 1);
        }

        ShellWord? target = null;
        if (_position + 1 < _tokens.Count && _tokens[_position + 1].Word is { } word)
        {
            target = word;
            Extend(word.Span);
            _position++;
        }

        _redirections.Add(new ShellRedirection(symbol, target));
    }

    private int SourceStart(string symbol)
    {
        var previous = _tokens[_position - 1];
        return previous.Span.End == _tokens[_position].Span.Start && symbol.Length > 0 ? _words[^1].Span.End : -1;
    }

    private void Extend(TextSpan span)
    {
        _start = _start < 0 ? span.Start : _start;
        _end = span.End;
    }

    private void EndCommand(ShellOperator next)
    {
        if (_words.Count > 0 || _redirections.Count > 0)
        {
            var first = 0;
            while (first < _words.Count && IsAssignment(_words[first]))
            {
                first++;
            }

            AddCommand(new SimpleCommand
            {
                Span = TextSpan.Between(Math.Max(_start, 0), Math.Max(_end, Math.Max(_start, 0))),
                Assignments = first == 0 ? [] : Cut(0, first),
                Words = Cut(first, _words.Count),
                Redirections = _redirections.Count == 0 ? [] : _redirections.ToArray(),
                Before = _before,
                Depth = _depth,
                IsConditional = _conditions > 0 || _before == ShellOperator.Or,
                IsNegated = _isNegated,
            });
            _before = next;
            _isNegated &= next == ShellOperator.Pipe;
        }
        else if (_commands.Count > 0)
        {
            _before = next == ShellOperator.Sequence && _before is ShellOperator.And or ShellOperator.Or or ShellOperator.Pipe ? _before : next;
        }

        _words.Clear();
        _places.Clear();
        _redirections.Clear();
        _start = -1;
    }

    // In the place of a call of another shell stand the commands of its script.
    private void AddCommand(SimpleCommand command)
    {
        var at = _level < DeepestInner ? InnerScript.IndexIn(command.Words) : -1;
        if (at < 0 || InnerScript.Read(_script, _places[command.Assignments.Length + at]) is not { } text)
        {
            _commands.Add(command);
            return;
        }

        var parser = new ShellParser(text) { _level = _level + 1 };
        parser.Run();
        if (parser._commands.Count == 0)
        {
            _commands.Add(command);
            return;
        }

        var number = ++_inner;
        _inner += parser._inner;
        for (var i = 0; i < parser._commands.Count; i++)
        {
            var inner = parser._commands[i];
            _commands.Add(inner with
            {
                Before = i == 0 ? command.Before : inner.Before,
                Depth = command.Depth + 1 + inner.Depth,
                Inner = number + inner.Inner,
                InnerShell = inner.Inner > 0 ? inner.InnerShell : string.Join(' ', command.Words.Take(at).Select(w => w.Text)),
                IsConditional = command.IsConditional || inner.IsConditional,
                IsNegated = command.IsNegated || inner.IsNegated,
            });
        }
    }

    private ImmutableArray<ShellWord> Cut(int from, int to) => [.. System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_words)[from..to]];

    private static bool IsAssignment(ShellWord word)
    {
        var equals = word.Text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && !char.IsAsciiDigit(word.Text[0])
            && word.Text.AsSpan(0, equals).IndexOfAnyExcept(IdentifierCharacters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> IdentifierCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");
}
