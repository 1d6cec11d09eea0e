using Tare.Conda.MatchSpecs;

namespace Tare.Conda.Solving.Planning;

/// <summary>What a command asks of an environment; what it leaves open the configuration answers.</summary>
public sealed record PlanOptions
{
    /// <summary>The environment's absolute path.</summary>
    public required string Prefix { get; init; }

    /// <summary>The platform; null for the configured one.</summary>
    public string? Subdir { get; init; }

    /// <summary>Channels named on the command line or in a file, the preferred ones first.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>No other channels than those.</summary>
    public bool OverrideChannels { get; init; }

    /// <summary>What must be there.</summary>
    public IReadOnlyList<MatchSpec> Add { get; init; } = [];

    /// <summary>What must go.</summary>
    public IReadOnlyList<MatchSpec> Remove { get; init; } = [];

    /// <summary>Start from nothing, whatever is in the prefix.</summary>
    public bool IgnoreInstalled { get; init; }

    /// <summary>What may happen to what is installed; null for the configured `update_modifier`.</summary>
    public UpdateModifier? Update { get; init; }

    /// <summary>Whether packages come with their dependencies; null for the configured `deps_modifier`.</summary>
    public DependencyModifier? Dependencies { get; init; }

    /// <summary>Let go of everything that is not needed.</summary>
    public bool Prune { get; init; }

    /// <summary>Remove what is named only.</summary>
    public bool ForceRemove { get; init; }

    /// <summary>Install again what stays and is named.</summary>
    public bool ForceReinstall { get; init; }

    /// <summary>
    /// Where <see cref="Update"/> says nothing: first look for an answer that leaves everything installed as it is but for what is named,
    /// and only where there is none for one that may change more, as `conda install` does whatever is configured.
    /// </summary>
    public bool TriesFrozen { get; init; }

    /// <summary>Pins do not count, as where the configuration says `ignore_pinned`.</summary>
    public bool IgnorePins { get; init; }

    /// <summary>In place of the configured `channel_priority`.</summary>
    public ChannelPriority? ChannelPriority { get; init; }

    /// <summary>Cached lists are used however old they are.</summary>
    public bool UseIndexCache { get; init; }

    /// <summary>What is known of the machine that the environment is for, by name of the virtual package; empty takes one away.</summary>
    public IReadOnlyDictionary<string, string> VirtualPackages { get; init; } = new Dictionary<string, string>();
}
