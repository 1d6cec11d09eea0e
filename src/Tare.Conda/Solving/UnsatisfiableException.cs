using Tare.Conda.Solving.Explanations;

namespace Tare.Conda.Solving;

/// <summary>There is no environment as asked for. The message holds the whole explanation, a tree of several lines.</summary>
public sealed class UnsatisfiableException : CondaException
{
    internal UnsatisfiableException(ConflictExplanation explanation)
        : base(explanation.ToString(), explanation.Hint) => Explanation = explanation;

    /// <inheritdoc/>
    public override string CondaName => "UnsatisfiableError";

    /// <summary>Why, in parts.</summary>
    public ConflictExplanation Explanation { get; }
}
