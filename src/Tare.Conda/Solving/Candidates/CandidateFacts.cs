using Tare.Conda.Repodata.Indexing;

namespace Tare.Conda.Solving.Candidates;

/// <summary>What the order of candidates depends on, besides the version.</summary>
/// <param name="BuildNumber">Higher is preferred.</param>
/// <param name="Timestamp">Newer is preferred: milliseconds since 1970, 0 when unknown.</param>
/// <param name="TrackedFeatures">Fewer are preferred.</param>
/// <param name="Flags">Archive and kind.</param>
internal readonly record struct CandidateFacts(long BuildNumber, long Timestamp, int TrackedFeatures, RecordFlags Flags);
