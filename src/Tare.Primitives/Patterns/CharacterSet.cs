namespace Tare.Primitives.Patterns;

/// <summary>The characters that one position of an expression takes.</summary>
/// <param name="ranges">First and last characters.</param>
/// <param name="classes">Letters of <c>\d \D \s \S \w \W</c>.</param>
internal sealed class CharacterSet((char First, char Last)[] ranges, string classes, bool isNegated, bool ignoreCase)
{
    /// <summary>Every character but the line feed.</summary>
    internal static CharacterSet Any { get; } = new([('\n', '\n')], "", isNegated: true, ignoreCase: false);

    internal static CharacterSet Of(char character, bool ignoreCase) => new([(character, character)], "", isNegated: false, ignoreCase);

    internal static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    internal bool Has(char c) => isNegated != (Holds(c) || (ignoreCase && (Holds(char.ToLowerInvariant(c)) || Holds(char.ToUpperInvariant(c)))));

    private bool Holds(char c)
    {
        foreach (var (first, last) in ranges)
        {
            if (c >= first && c <= last)
            {
                return true;
            }
        }

        foreach (var name in classes)
        {
            if (IsOf(name, c))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOf(char name, char c) => name switch
    {
        'd' => char.IsDigit(c),
        'D' => !char.IsDigit(c),
        's' => char.IsWhiteSpace(c),
        'S' => !char.IsWhiteSpace(c),
        'w' => IsWord(c),
        _ => !IsWord(c),
    };
}
