using System.Text;

namespace Tare.Conda.Solving.Explanations;

/// <summary>Why a request cannot be fulfilled.</summary>
/// <param name="Culprits">The specs that cannot hold together; with any one of them gone, the others can.</param>
/// <param name="Tree">For each culprit what it leads to.</param>
/// <param name="Fixes">Specs to ask for instead, the nearest first, each with what it would give.</param>
public sealed record ConflictExplanation(
    IReadOnlyList<string> Culprits, IReadOnlyList<ExplanationNode> Tree, IReadOnlyList<string> Fixes)
{
    /// <summary>The next step.</summary>
    public string Hint => Fixes.Count > 0 ? string.Join("; or ", Fixes) : "ask for fewer or looser specs, or add a channel that has other builds";

    /// <summary>The message: one line, then the tree.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Culprits.Count == 1 ? $"{Culprits[0]} cannot be installed" : $"these cannot be installed together: {string.Join(", ", Culprits)}");
        ExplanationNode.Draw(Tree, "", text);
        return text.ToString();
    }
}
