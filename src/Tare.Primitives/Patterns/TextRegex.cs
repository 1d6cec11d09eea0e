using System.Diagnostics.CodeAnalysis;

namespace Tare.Primitives.Patterns;

/// <summary>
/// A regular expression as Python's <c>re</c> writes it, that tells whether a text contains a match. Patterns come from strangers, so
/// the time is bounded by the lengths of pattern and text, never exponential; what cannot be had so is refused: back references,
/// looking behind, possessive quantifiers. The framework's engine would be half a megabyte of a native binary.
/// </summary>
public sealed class TextRegex
{
    private readonly RegexInstruction[] _program;

    private TextRegex(string pattern, RegexInstruction[] program) => (Pattern, _program) = (pattern, program);

    /// <summary>The expression as it was given.</summary>
    public string Pattern { get; }

    /// <summary>Reads an expression; <paramref name="fault"/> says what is wrong with it, and where.</summary>
    public static bool TryParse(string pattern, bool ignoreCase, [NotNullWhen(true)] out TextRegex? regex, out RegexFault fault)
    {
        var parser = new RegexParser(pattern, ignoreCase);
        var program = parser.Parse() is { } node ? RegexCompiler.Compile(node) : null;
        regex = program is null ? null : new TextRegex(pattern, program);
        fault = parser.Fault ?? (regex is null ? new RegexFault("it is too large", 0) : default);
        return regex is not null;
    }

    /// <summary>The text contains a match.</summary>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        var machine = new RegexMachine(_program);
        return machine.Search(text, 0, isAnchored: false);
    }

    /// <inheritdoc/>
    public override string ToString() => Pattern;
}
