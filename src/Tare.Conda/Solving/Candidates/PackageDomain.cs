namespace Tare.Conda.Solving.Candidates;

/// <summary>All packages of one name that may be chosen, the preferred ones first. Each is a variable of the solver.</summary>
internal sealed class PackageDomain(string name, Candidate[] candidates, DomainVersion[] versions)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The packages, the preferred ones first.</summary>
    public Candidate[] Candidates { get; } = candidates;

    /// <summary>Their versions, by <see cref="Candidate.Version"/>.</summary>
    public DomainVersion[] Versions { get; } = versions;

    /// <summary>What each candidate requires and constrains, where that has been read.</summary>
    public PackageDependencies?[] Dependencies { get; } = new PackageDependencies?[candidates.Length];

    /// <summary>The first candidate's variable; the others follow.</summary>
    public int FirstVariable { get; set; }

    /// <summary>Which candidate is chosen now, or -1.</summary>
    public int Chosen { get; set; } = -1;

    /// <summary>How many candidates are not ruled out now.</summary>
    public int Open { get; set; } = candidates.Length;

    /// <summary>How many specs that must hold now ask for a package of this name.</summary>
    public int Required { get; set; }

    /// <summary>No candidate before this one is open now; the candidate itself need not be.</summary>
    public int FirstOpen { get; set; }

    /// <summary>The specs that constrain this name.</summary>
    public List<SpecNode> Constraints { get; } = [];

    /// <summary>Old features are in play, and with them builds that are told apart by features and not by build numbers.</summary>
    public bool HasFeatures { get; init; }

    /// <summary>How much trouble this name has made in the search so far.</summary>
    public int Activity { get; set; }

    /// <summary>Packages that exist and may not be chosen, and why.</summary>
    public IReadOnlyList<ExcludedPackages> Excluded { get; set; } = [];

    /// <summary>The version's text of a candidate.</summary>
    public string VersionOf(int candidate) => Candidates[candidate].Source.VersionOf(Candidates[candidate].Row);
}
