using Tare.Conda.MatchSpecs;

namespace Tare.Conda.Solving;

/// <summary>Something that the solution must fulfil.</summary>
/// <param name="Spec">What.</param>
/// <param name="Origin">Why.</param>
/// <param name="IsConstraint">Only if the name is there at all.</param>
internal sealed record Goal(MatchSpec Spec, GoalOrigin Origin, bool IsConstraint = false);
