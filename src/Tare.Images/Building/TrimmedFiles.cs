namespace Tare.Images.Building;

/// <summary>Files that a rule left out.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Files">How many.</param>
/// <param name="Bytes">Their size.</param>
public sealed record TrimmedFiles(string Rule, long Files, long Bytes);
