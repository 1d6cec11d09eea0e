using Tare.Conda.MatchSpecs;
using Tare.Conda.Records;

namespace Tare.Conda.Solving;

/// <summary>What an environment is to become.</summary>
public sealed record SolveRequest
{
    /// <summary>What must be there.</summary>
    public IReadOnlyList<MatchSpec> Add { get; init; } = [];

    /// <summary>What must go, with everything that needs it.</summary>
    public IReadOnlyList<MatchSpec> Remove { get; init; } = [];

    /// <summary>What is installed now; virtual packages are not part of it.</summary>
    public IReadOnlyList<RepoDataRecord> Installed { get; init; } = [];

    /// <summary>What was asked for before and still holds: the environment's history.</summary>
    public IReadOnlyList<MatchSpec> History { get; init; } = [];

    /// <summary>What packages must be if they are there: `pinned_packages` and `conda-meta/pinned`.</summary>
    public IReadOnlyList<MatchSpec> Pins { get; init; } = [];

    /// <summary>The properties of the machine, as packages.</summary>
    public IReadOnlyList<RepoDataRecord> VirtualPackages { get; init; } = [];

    /// <summary>What may happen to what is installed.</summary>
    public UpdateModifier Update { get; init; }

    /// <summary>Whether packages come with their dependencies.</summary>
    public DependencyModifier Dependencies { get; init; }

    /// <summary>Let go of everything that <see cref="Add"/> does not need.</summary>
    public bool Prune { get; init; }

    /// <summary>Remove what is named only, even if others need it.</summary>
    public bool ForceRemove { get; init; }

    /// <summary>What the order of channels means.</summary>
    public ChannelPriority ChannelPriority { get; init; } = ChannelPriority.Flexible;

    /// <summary>Packages built after this are left out.</summary>
    public DateTimeOffset? ExcludeNewer { get; init; }

    /// <summary>In place of <see cref="ExcludeNewer"/> for single names; null lets all packages of the name through.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset?> ExcludeNewerPackages { get; init; } = new Dictionary<string, DateTimeOffset?>();

    /// <summary>Names that are brought up to date whenever anything changes: `aggressive_update_packages`.</summary>
    public IReadOnlyList<string> AggressiveUpdates { get; init; } = [];

    /// <summary>Python comes with pip: `add_pip_as_python_dependency`.</summary>
    public bool AddPip { get; init; }

    /// <summary>Features of old channels to prefer: `track_features`.</summary>
    public IReadOnlyList<string> TrackFeatures { get; init; } = [];
}
