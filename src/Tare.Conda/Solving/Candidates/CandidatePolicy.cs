namespace Tare.Conda.Solving.Candidates;

/// <summary>Which packages may be chosen at all, and which are preferred.</summary>
/// <param name="ChannelPriority">What the order of channels means.</param>
/// <param name="ExcludeNewer">Packages built after this are left out (milliseconds since 1970); those without a time stay.</param>
internal sealed record CandidatePolicy(ChannelPriority ChannelPriority = ChannelPriority.Flexible, long? ExcludeNewer = null)
{
    /// <summary>Features that are asked for: builds with one of them are preferred to builds without.</summary>
    public IReadOnlySet<string> Features { get; init; } = new HashSet<string>();
}
