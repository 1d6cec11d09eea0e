using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Conda.Solving;

/// <summary>An environment that satisfies a request.</summary>
/// <param name="Packages">All its packages, each after what it depends on.</param>
/// <param name="Requested">What this request asks for, with which spec, by name.</param>
public sealed record SolveResult(IReadOnlyList<RepoDataRecord> Packages, IReadOnlyDictionary<string, MatchSpec> Requested)
{
    /// <summary>What was asked for earlier in narrower words than the environment now keeps to: from now on only this is asked for.</summary>
    public IReadOnlyList<MatchSpec> Neutered { get; init; } = [];
}
