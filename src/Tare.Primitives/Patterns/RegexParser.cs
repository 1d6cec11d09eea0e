using System.Globalization;

namespace Tare.Primitives.Patterns;

/// <summary>Reads a regular expression; the first thing that is wrong ends it, and is the <see cref="Fault"/>.</summary>
internal sealed class RegexParser(string pattern, bool ignoreCase)
{
    private const int DeepestNesting = 100;
    private const int MostRepeats = 20_000;

    // Each level may look at the whole text again from every character.
    private const int DeepestAhead = 3;
    private bool _ignoreCase = ignoreCase;
    private int _position;
    private int _depth;
    private int _aheads;

    internal RegexFault? Fault { get; private set; }

    private bool IsAtEnd => _position == pattern.Length;

    /// <summary>The whole expression, or null with a fault.</summary>
    internal RegexNode? Parse()
    {
        if (Take("(?i)"))
        {
            _ignoreCase = true;
        }

        var node = ParseChoice();
        if (Fault is null && !IsAtEnd)
        {
            Fail("`)` without `(`");
        }

        return Fault is null ? node : null;
    }

    private RegexNode ParseChoice()
    {
        var branches = new List<RegexNode> { ParseSequence() };
        while (Fault is null && Take("|"))
        {
            branches.Add(ParseSequence());
        }

        return branches.Count == 1 ? branches[0] : new RegexNode.Choice(branches);
    }

    private RegexNode.Sequence ParseSequence()
    {
        var parts = new List<RegexNode>();
        while (Fault is null && !IsAtEnd && pattern[_position] is not ('|' or ')'))
        {
            var part = ParsePart();
            var end = _position;
            var repeat = ParseRepeat();
            if (repeat is not null && part is RegexNode.Place)
            {
                Fail("there is nothing to repeat", end);
            }

            parts.Add(repeat is var (least, most) ? new RegexNode.Repeat(part, least, most) : part);
        }

        return new RegexNode.Sequence(parts);
    }

    private RegexNode ParsePart()
    {
        var start = _position;
        var character = pattern[_position++];
        switch (character)
        {
            case '(':
                return ParseGroup();
            case '[':
                return new RegexNode.One(new CharacterSetParser(this).Parse());
            case '\\':
                return ParseEscape();
            case '.':
                return new RegexNode.One(CharacterSet.Any);
            case '^':
                return new RegexNode.Place(RegexPlace.Start);
            case '$':
                return new RegexNode.Place(RegexPlace.EndOrLastLine);
            case '*' or '+' or '?':
                Fail("there is nothing to repeat", start);
                break;
        }

        return Literal(character);
    }

    // Behind the opening parenthesis.
    private RegexNode ParseGroup()
    {
        var start = _position - 1;
        var isAhead = pattern.AsSpan(_position) is ['?', '=' or '!', ..];
        var isNegative = isAhead && pattern[_position + 1] == '!';
        if (!isAhead && !Take("?:") && pattern.AsSpan(_position) is ['?', ..] && !TakeName())
        {
            return Fail("this kind of group is not supported", start);
        }

        if (++_depth > DeepestNesting || (isAhead && ++_aheads > DeepestAhead))
        {
            return Fail("groups are nested too deeply", start);
        }

        _position += isAhead ? 2 : 0;
        var inner = ParseChoice();
        _aheads -= isAhead ? 1 : 0;
        _depth--;
        return Fault is null && !Take(")") ? Fail("`)` is missing", start) : isAhead ? new RegexNode.Ahead(inner, isNegative) : inner;
    }

    // (?P<name> as Python has it, (?<name> as others.
    private bool TakeName()
    {
        if (!Take("?P<") && (pattern.AsSpan(_position) is ['?', '<', '=' or '!', ..] || !Take("?<")))
        {
            return false;
        }

        var end = pattern.IndexOf('>', _position);
        if (end <= _position || !pattern.AsSpan(_position, end - _position).ToString().All(CharacterSet.IsWord))
        {
            return false;
        }

        _position = end + 1;
        return true;
    }

    private (int Least, int? Most)? ParseRepeat()
    {
        if (Fault is not null || IsAtEnd || ReadRepeat() is not { } repeat)
        {
            return null;
        }

        // Whether a match is long or short does not matter to somebody who only asks for one.
        _ = Take("?");
        if (!IsAtEnd && (pattern[_position] is '*' or '+' or '?' || ReadRepeat() is not null))
        {
            Fail("a repetition is repeated");
        }

        return repeat;
    }

    private (int Least, int? Most)? ReadRepeat()
    {
        if (Take("*"))
        {
            return (0, null);
        }

        if (Take("+"))
        {
            return (1, null);
        }

        return Take("?") ? (0, 1) : ReadBraces();
    }

    // {3} {3,} {,5} {3,5}; other braces stand for themselves.
    private (int Least, int? Most)? ReadBraces()
    {
        var start = _position;
        if (IsAtEnd || pattern[start] != '{' || pattern.IndexOf('}', start) is not (> 0 and var end))
        {
            return null;
        }

        var inside = pattern[(start + 1)..end];
        var comma = inside.IndexOf(',', StringComparison.Ordinal);
        var (first, second) = comma < 0 ? (inside, inside) : (inside[..comma], inside[(comma + 1)..]);
        if (inside.Length == 0 || !(first + second).All(char.IsAsciiDigit))
        {
            return null;
        }

        _position = end + 1;
        var (least, most) = (Number(first) ?? 0, Number(second));
        if (least > MostRepeats || most > MostRepeats || most < least)
        {
            Fail("the bounds of a repetition are wrong", start);
            return null;
        }

        return (least, most);

        static int? Number(string digits) => digits.Length == 0 ? null : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : int.MaxValue;
    }

    // Behind the backslash, outside of a set.
    private RegexNode ParseEscape()
    {
        if (IsAtEnd)
        {
            return Fail("a backslash ends the text", _position - 1);
        }

        var name = pattern[_position];
        RegexPlace? place = name switch
        {
            'A' => RegexPlace.Start,
            'Z' or 'z' => RegexPlace.End,
            'b' => RegexPlace.WordEdge,
            'B' => RegexPlace.NoWordEdge,
            _ => null,
        };
        if (place is { } found)
        {
            _position++;
            return new RegexNode.Place(found);
        }

        if (name is 'd' or 'D' or 's' or 'S' or 'w' or 'W')
        {
            _position++;
            return new RegexNode.One(new CharacterSet([], name.ToString(), isNegated: false, ignoreCase: false));
        }

        return Literal(ReadEscapedCharacter());
    }

    /// <summary>Behind the backslash: the character that is meant.</summary>
    internal char ReadEscapedCharacter()
    {
        if (IsAtEnd)
        {
            Fail("a backslash ends the text", _position - 1);
            return default;
        }

        var name = pattern[_position++];
        switch (name)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 'f':
                return '\f';
            case 'v':
                return '\v';
            case 'a':
                return '\a';
            case '0':
                return '\0';
            case 'x' or 'u' when Hex(name == 'x' ? 2 : 4) is { } code:
                return (char)code;
            case var _ when char.IsAsciiDigit(name):
                Fail("references to groups are not supported", _position - 2);
                break;
            case var _ when char.IsAsciiLetter(name):
                Fail($"`\\{name}` means nothing", _position - 2);
                break;
        }

        return name;
    }

    private int? Hex(int length)
    {
        if (_position + length > pattern.Length
            || !int.TryParse(pattern.AsSpan(_position, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        _position += length;
        return code;
    }

    private RegexNode.One Literal(char character) => new(CharacterSet.Of(character, _ignoreCase));

    private bool Take(string text)
    {
        var found = pattern.AsSpan(_position).StartsWith(text, StringComparison.Ordinal);
        _position += found ? text.Length : 0;
        return found;
    }

    private RegexNode.Sequence Fail(string message, int? offset = null)
    {
        Fault ??= new RegexFault(message, offset ?? _position);
        return new RegexNode.Sequence([]);
    }

    /// <summary>Reads <c>[...]</c>, from behind the opening bracket.</summary>
    private sealed class CharacterSetParser(RegexParser outer)
    {
        private readonly List<(char First, char Last)> _ranges = [];
        private string _classes = "";

        internal CharacterSet Parse()
        {
            var start = outer._position - 1;
            var isNegated = outer.Take("^");
            for (var isFirst = true; outer.Fault is null && (isFirst || !outer.Take("]")); isFirst = false)
            {
                if (outer.IsAtEnd)
                {
                    outer.Fail("`]` is missing", start);
                    break;
                }

                AddOne();
            }

            return new CharacterSet([.. _ranges], _classes, isNegated, outer._ignoreCase);
        }

        private void AddOne()
        {
            var start = outer._position;
            if (ReadCharacter() is not { } first)
            {
                return;
            }

            var last = first;
            if (outer.Rest is ['-', not ']', ..])
            {
                outer._position++;
                if (ReadCharacter() is not { } end || end < first)
                {
                    outer.Fail("a range ends before it begins", start);
                    return;
                }

                last = end;
            }

            _ranges.Add((first, last));
        }

        // Null where a class of characters was read.
        private char? ReadCharacter()
        {
            var character = outer.Rest[0];
            outer._position++;
            if (character != '\\')
            {
                return character;
            }

            switch (outer.Rest)
            {
                case ['d' or 'D' or 's' or 'S' or 'w' or 'W', ..]:
                    _classes += outer.Rest[0];
                    outer._position++;
                    return null;
                case ['b', ..]:
                    outer._position++;
                    return '\b';
                default:
                    return outer.ReadEscapedCharacter();
            }
        }
    }

    private ReadOnlySpan<char> Rest => pattern.AsSpan(_position);
}
