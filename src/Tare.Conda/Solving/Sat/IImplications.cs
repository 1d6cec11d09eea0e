namespace Tare.Conda.Solving.Sat;

/// <summary>
/// The part of the problem that is not clauses: what one literal implies by itself. It is asked as values are given, so that packages
/// are loaded only when something needs them.
/// </summary>
internal interface IImplications
{
    /// <summary>Adds every literal that is true whenever this one is. May add variables and clauses to the solver.</summary>
    void Imply(Literal literal, List<Literal> implied);

    /// <summary>A literal has become true.</summary>
    void Assigned(Literal literal);

    /// <summary>A literal that was true has no value any more; the newest first.</summary>
    void Unassigned(Literal literal);

    /// <summary>The next choice, or null when nothing is left to choose.</summary>
    Literal? Decide();

    /// <summary>These variables took part in a conflict.</summary>
    void Conflicted(IReadOnlyList<Literal> learnt);
}
