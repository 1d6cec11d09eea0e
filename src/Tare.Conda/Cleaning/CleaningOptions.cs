using Tare.Primitives;

namespace Tare.Conda.Cleaning;

/// <summary>What the user asked for.</summary>
public sealed record CleaningOptions
{
    /// <summary>What to go for.</summary>
    public required CleaningTargets Targets { get; init; }

    /// <summary>The time by which ages are told.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Keep what was used within this time.</summary>
    public TimeSpan? KeepNewer { get; init; }

    /// <summary>Remove archives and packages, least recently used first, only until the package caches fit in this.</summary>
    public ByteSize? MaxSize { get; init; }

    /// <summary>The plan is to be carried out at once: what is found is remembered for that, at the cost of memory.</summary>
    public bool WillRemove { get; init; }

    /// <summary>A target was asked for.</summary>
    public bool Has(CleaningTargets target) => (Targets & target) != 0;
}
