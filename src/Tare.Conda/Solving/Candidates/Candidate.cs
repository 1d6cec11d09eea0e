using Tare.Conda.Records;

namespace Tare.Conda.Solving.Candidates;

/// <summary>A package that may be chosen.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Row">Its row there.</param>
/// <param name="Version">The number of its version in its <see cref="PackageDomain"/>: the same for equal versions, larger for newer ones.</param>
/// <param name="Facts">What its place in the order depends on.</param>
internal readonly record struct Candidate(PackageSource Source, int Row, int Version, CandidateFacts Facts)
{
    /// <summary>0: has features that are asked for; 1: has none; 2: would bring others. Only where features are in play.</summary>
    public int FeatureFit { get; init; }

    /// <summary>The place of its channel among the channels: for what is installed, of the channel that still has it.</summary>
    public int Priority { get; init; }

    /// <summary>The whole record.</summary>
    public RepoDataRecord Record => Source.RecordOf(Row);
}
