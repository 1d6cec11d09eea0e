using System.Diagnostics.CodeAnalysis;

namespace Tare.Conda.Versions;

/// <summary>Reads version constraints: alternatives of conjunctions of terms, with parentheses.</summary>
internal ref struct VersionSpecParser
{
    private const int MaximumDepth = 64;

    private readonly string _text;
    private int _position;
    private int _depth;
    private SyntaxFault? _fault;

    private VersionSpecParser(string text) => _text = text;

    internal static bool TryParse(string text, [NotNullWhen(true)] out VersionConstraint? root, out SyntaxFault fault)
    {
        var parser = new VersionSpecParser(text);
        root = parser.Alternatives();
        if (root is not null && parser._position < text.Length)
        {
            parser._fault = new SyntaxFault(text[parser._position] == ')' ? "expression must start with '('" : "cannot join without ',' or '|'", parser._position);
            root = null;
        }

        fault = parser._fault ?? default;
        return root is not null;
    }

    private VersionConstraint? Alternatives()
    {
        var first = Conjunction();
        if (first is null || !Take('|'))
        {
            return first;
        }

        var members = new List<VersionConstraint> { first };
        do
        {
            if (Conjunction() is not { } member)
            {
                return null;
            }

            members.Add(member);
        }
        while (Take('|'));
        return VersionGroup.Of(all: false, members);
    }

    private VersionConstraint? Conjunction()
    {
        var first = Term();
        if (first is null || !Take(','))
        {
            return first;
        }

        var members = new List<VersionConstraint> { first };
        do
        {
            if (Term() is not { } member)
            {
                return null;
            }

            members.Add(member);
        }
        while (Take(','));
        return VersionGroup.Of(all: true, members);
    }

    private VersionConstraint? Term()
    {
        SkipSpaces();
        if (Take('('))
        {
            if (++_depth > MaximumDepth)
            {
                return Fail("too many parentheses", _position - 1);
            }

            var inner = Alternatives();
            if (inner is not null && !Take(')'))
            {
                return Fail("the parenthesis is not closed", _position);
            }

            _depth--;
            SkipSpaces();
            return inner;
        }

        var start = _position;
        var length = TermLength();
        var end = start + length;
        while (end > start && char.IsWhiteSpace(_text[end - 1]))
        {
            end--;
        }

        _position = start + length;
        if (start == end)
        {
            return Fail(_text.Length == 0 ? "empty version spec" : "cannot join single expression", start);
        }

        if (VersionTerm.TryParse(_text[start..end], out var term, out var fault))
        {
            return term;
        }

        _fault = fault.Shifted(start);
        return null;
    }

    // A regular expression goes from ^ to the first $, whatever is between.
    private readonly int TermLength()
    {
        var rest = _text.AsSpan(_position);
        if (rest.Length > 0 && rest[0] == '^' && rest.IndexOf('$') is > 0 and var dollar)
        {
            return dollar + 1;
        }

        var stop = rest.IndexOfAny("()|,");
        return stop < 0 ? rest.Length : stop;
    }

    private VersionConstraint? Fail(string reason, int position)
    {
        _fault ??= new SyntaxFault(reason, position);
        return null;
    }

    private bool Take(char c)
    {
        SkipSpaces();
        if (_position >= _text.Length || _text[_position] != c)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void SkipSpaces()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }
    }
}
