namespace Tare.Conda.Solving.Sat;

/// <summary>Why a variable has its value: a decision, one true literal that implies it, or a clause whose other literals are false.</summary>
internal readonly record struct Reason
{
    private readonly int _code;

    private Reason(int code) => _code = code;

    /// <summary>It was chosen.</summary>
    public static Reason Decision => default;

    /// <summary>One literal implies it: a dependency, a constraint, or another package of the same name.</summary>
    public static Reason Implied(Literal by) => new(by.Code + 1);

    /// <summary>A clause of which it is the last literal that is not false.</summary>
    public static Reason Clause(int clause) => new(-clause - 1);

    /// <summary>It was chosen.</summary>
    public bool IsDecision => _code == 0;

    /// <summary>The clause, or -1.</summary>
    public int ClauseOrNone => _code < 0 ? -_code - 1 : -1;

    /// <summary>The literal that implies it, where there is one.</summary>
    public Literal By => new(_code - 1);
}
