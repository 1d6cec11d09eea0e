namespace Tare.Conda.Solving.Candidates;

/// <summary>What a package requires and constrains.</summary>
/// <param name="Requires">Specs of what must be there with it.</param>
/// <param name="Constrains">Specs of what else is there, where it is.</param>
/// <param name="Invalid">The text of a dependency that cannot be read, which makes the package unusable; or null.</param>
internal sealed record PackageDependencies(SpecNode[] Requires, SpecNode[] Constrains, string? Invalid);
