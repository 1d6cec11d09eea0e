using Tare.Conda.MatchSpecs;

namespace Tare.Conda.Solving.Candidates;

/// <summary>
/// A spec as the solver sees it: the candidates of a name that it asks for. It has a variable for "one of these must be there" and one
/// for "if the name is there, it is one of these"; each is made when first needed.
/// </summary>
internal sealed class SpecNode(MatchSpec spec, PackageDomain domain, bool[] matches)
{
    private (bool Tracks, int Version)? _newest;

    /// <summary>The spec.</summary>
    public MatchSpec Spec { get; } = spec;

    /// <summary>The packages of its name.</summary>
    public PackageDomain Domain { get; } = domain;

    /// <summary>For each candidate, whether the spec asks for it.</summary>
    public bool[] Matches { get; } = matches;

    /// <summary>The dependencies of all packages it asks for have been read.</summary>
    public bool IsExpanded { get; set; }

    /// <summary>The variable for "one of these must be there", or -1.</summary>
    public int RequireVariable { get; set; } = -1;

    /// <summary>The variable for "if the name is there, it is one of these", or -1.</summary>
    public int ConstrainVariable { get; set; } = -1;

    /// <summary>Variables of packages that require it, of those looked at so far.</summary>
    public List<int> RequiredBy { get; } = [];

    /// <summary>Variables of packages that it constrains, of those looked at so far.</summary>
    public List<int> ConstrainedBy { get; } = [];

    /// <summary>
    /// The newest version it asks for (the number in the domain; -1 where there is none), and whether that is only to be had with
    /// features that nobody asked for.
    /// </summary>
    public (bool Tracks, int Version) Newest => _newest ??= FindNewest();

    private (bool Tracks, int Version) FindNewest()
    {
        var (tracks, newest) = (false, -1);
        for (var i = 0; i < Matches.Length; i++)
        {
            if (Matches[i] && Domain.Candidates[i].Version > newest)
            {
                newest = Domain.Candidates[i].Version;
                tracks = Domain.HasFeatures ? Domain.Candidates[i].FeatureFit != 0 : Domain.Candidates[i].Facts.TrackedFeatures > 0;
            }
        }

        return (tracks, newest);
    }
}
