using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Conda.Solving;

/// <summary>An environment that satisfies a request.</summary>
/// <param name="Packages">All its packages, each after what it depends on.</param>
/// <param name="Requested">What was asked for, with which spec, by name.</param>
public sealed record SolveResult(IReadOnlyList<RepoDataRecord> Packages, IReadOnlyDictionary<string, MatchSpec> Requested);
