namespace Tare.Primitives.Patterns;

/// <summary>A part of a regular expression.</summary>
internal abstract record RegexNode
{
    /// <summary>One character of a set.</summary>
    internal sealed record One(CharacterSet Set) : RegexNode;

    /// <summary>One after the other; none is the empty text.</summary>
    internal sealed record Sequence(IReadOnlyList<RegexNode> Parts) : RegexNode;

    /// <summary>One of several.</summary>
    internal sealed record Choice(IReadOnlyList<RegexNode> Branches) : RegexNode;

    /// <summary>Again and again; <see cref="Most"/> is null without a bound.</summary>
    internal sealed record Repeat(RegexNode Inner, int Least, int? Most) : RegexNode;

    /// <summary>A place between characters.</summary>
    internal sealed record Place(RegexPlace Kind) : RegexNode;

    /// <summary>What follows fits, or must not; nothing is taken.</summary>
    internal sealed record Ahead(RegexNode Inner, bool Negative) : RegexNode;
}
