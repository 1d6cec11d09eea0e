namespace Tare.Conda.Solving.Candidates;

/// <summary>Which packages may be chosen at all, and which are preferred.</summary>
internal sealed record CandidatePolicy
{
    /// <summary>What the order of channels means.</summary>
    public ChannelPriority ChannelPriority { get; init; } = ChannelPriority.Flexible;

    /// <summary>Packages built after this are left out; those without a time stay.</summary>
    public DateTimeOffset? ExcludeNewer { get; init; }

    /// <summary>The same for single names; null lets all packages of the name through.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset?> ExcludeNewerPackages { get; init; } = new Dictionary<string, DateTimeOffset?>();

    /// <summary>Features that are asked for: builds with one of them are preferred to builds without.</summary>
    public IReadOnlySet<string> Features { get; init; } = new HashSet<string>();

    /// <summary>The time after which packages of a name are left out, in milliseconds since 1970.</summary>
    public long LimitOf(string name) => (ExcludeNewerPackages.TryGetValue(name, out var own) ? own : ExcludeNewer)?.ToUnixTimeMilliseconds() ?? long.MaxValue;
}
