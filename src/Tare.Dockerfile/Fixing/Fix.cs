namespace Tare.Dockerfile.Fixing;

/// <summary>A repair.</summary>
/// <param name="Description">What it does, as an order: <c>add `conda clean -afy` to this RUN</c>.</param>
/// <param name="Edits">The changes; they do not overlap.</param>
/// <param name="IsSafe">What the image does stays the same, but for what the rule is about.</param>
public sealed record Fix(string Description, IReadOnlyList<TextEdit> Edits, bool IsSafe = true);
