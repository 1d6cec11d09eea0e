namespace Tare.Primitives;

/// <summary>English around numbers.</summary>
public static class Grammar
{
    /// <summary>A number and its noun: 1 layer, 2 layers. The noun takes an <c>s</c>.</summary>
    public static string Count(long number, string noun) => $"{number} {Noun(number, noun)}";

    /// <summary>The noun alone, as the number wants it.</summary>
    public static string Noun(long number, string noun) => number == 1 ? noun : $"{noun}s";
}
