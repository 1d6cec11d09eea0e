namespace Tare.Primitives.Patterns;

/// <summary>A place between characters that an expression can ask for.</summary>
internal enum RegexPlace
{
    /// <summary><c>^</c> and <c>\A</c>.</summary>
    Start,

    /// <summary><c>$</c>: the end, or before a line feed at the end.</summary>
    EndOrLastLine,

    /// <summary><c>\Z</c>.</summary>
    End,

    /// <summary><c>\b</c>.</summary>
    WordEdge,

    /// <summary><c>\B</c>.</summary>
    NoWordEdge,
}
