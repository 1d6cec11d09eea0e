namespace Tare.Primitives.Patterns;

/// <summary>What a <see cref="RegexInstruction"/> does.</summary>
internal enum RegexOperation
{
    /// <summary>Takes a character of the set.</summary>
    Take,

    /// <summary>Goes on at both targets.</summary>
    Split,

    /// <summary>Goes on at the first target.</summary>
    Jump,

    /// <summary>Goes on when the position is such a place.</summary>
    Place,

    /// <summary>Goes on at the second target when the part at the first fits what follows.</summary>
    Ahead,

    /// <summary>The same when it does not fit.</summary>
    NotAhead,

    /// <summary>There is a match.</summary>
    Match,
}
