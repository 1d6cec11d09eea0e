namespace Tare.Conda.Solving.Explanations;

/// <summary>One line of an explanation and what stands below it.</summary>
/// <param name="Text">The line.</param>
/// <param name="Children">What it rests on.</param>
public sealed record ExplanationNode(string Text, IReadOnlyList<ExplanationNode> Children)
{
    /// <summary>Adds the lines of a tree, drawn with box characters.</summary>
    internal static void Draw(IReadOnlyList<ExplanationNode> nodes, string indent, System.Text.StringBuilder text)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            var isLast = i == nodes.Count - 1;
            text.Append('\n').Append(indent).Append(isLast ? "└─ " : "├─ ").Append(nodes[i].Text);
            Draw(nodes[i].Children, indent + (isLast ? "   " : "│  "), text);
        }
    }
}
