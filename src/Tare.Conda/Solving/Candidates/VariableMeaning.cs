namespace Tare.Conda.Solving.Candidates;

/// <summary>What a variable of the solver stands for: a package, or a spec.</summary>
/// <param name="Domain">The name.</param>
/// <param name="Candidate">The package's place in the domain; -1 for a spec.</param>
/// <param name="Spec">The spec, or null.</param>
/// <param name="IsConstraint">The spec only says which package it is if the name is there at all.</param>
internal readonly record struct VariableMeaning(PackageDomain Domain, int Candidate, SpecNode? Spec, bool IsConstraint);
