namespace Tare.Conda.Solving.Sat;

/// <summary>A variable or its negation, as the solver's arrays are indexed: twice the variable, plus one when negated.</summary>
internal readonly record struct Literal(int Code)
{
    /// <summary>The variable is true.</summary>
    public static Literal Of(int variable) => new(variable << 1);

    /// <summary>The variable is false.</summary>
    public static Literal Not(int variable) => new((variable << 1) | 1);

    /// <summary>The variable.</summary>
    public int Variable => Code >> 1;

    /// <summary>The literal says that the variable is false.</summary>
    public bool IsNegated => (Code & 1) != 0;

    /// <summary>The opposite.</summary>
    public Literal Negation => new(Code ^ 1);
}
