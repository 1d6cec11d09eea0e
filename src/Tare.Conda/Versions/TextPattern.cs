using Tare.Primitives.Patterns;

namespace Tare.Conda.Versions;

/// <summary>What a field of a record is compared with: a text, a glob with <c>*</c>, or a regular expression <c>^...$</c>.</summary>
internal sealed class TextPattern
{
    private readonly string[]? _glob;
    private readonly TextRegex? _regex;

    private TextPattern(string text, string[]? glob, TextRegex? regex)
    {
        Text = text;
        _glob = glob;
        _regex = regex;
    }

    internal string Text { get; }

    internal bool IsExact => _glob is null && _regex is null;

    internal bool TakesAll => Text == "*";

    internal static TextPattern Exact(string text) => new(text, null, null);

    internal static TextPattern Glob(string text) => new(text, text.Split('*'), null);

    internal static bool TryParse(string text, out TextPattern pattern, out SyntaxFault fault)
    {
        pattern = Exact(text);
        fault = default;
        if (text.Length > 1 && text[0] == '^' && text[^1] == '$')
        {
            return TryRegex(text, out pattern, out fault);
        }

        if (text.Contains('*', StringComparison.Ordinal))
        {
            pattern = Glob(text);
        }

        return true;
    }

    internal static bool TryRegex(string text, out TextPattern pattern, out SyntaxFault fault)
    {
        if (TextRegex.TryParse(text, ignoreCase: false, out var regex, out var wrong))
        {
            pattern = new TextPattern(text, null, regex);
            fault = default;
            return true;
        }

        pattern = Exact(text);
        fault = new SyntaxFault($"invalid regular expression: {wrong.Message}", wrong.Offset);
        return false;
    }

    internal bool Matches(string value)
    {
        if (_glob is not null)
        {
            return MatchesGlob(value);
        }

        return _regex?.IsMatch(value) ?? value == Text;
    }

    // The parts between stars, each found as early as it can be: with stars only, that is enough.
    private bool MatchesGlob(string value)
    {
        var rest = value.AsSpan();
        if (!rest.StartsWith(_glob![0], StringComparison.Ordinal))
        {
            return false;
        }

        rest = rest[_glob[0].Length..];
        for (var i = 1; i < _glob.Length - 1; i++)
        {
            var found = rest.IndexOf(_glob[i], StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            rest = rest[(found + _glob[i].Length)..];
        }

        return rest.EndsWith(_glob[^1], StringComparison.Ordinal);
    }
}
