using Tare.Conda.MatchSpecs;
using Tare.Conda.Solving.Sat;

namespace Tare.Conda.Solving.Candidates;

// What is chosen next: packages that were asked for, then wishes, then whatever those need.
internal sealed partial class PackageUniverse
{
    private const int HardConflicts = 100;

    private readonly Dictionary<(PackageDomain Domain, int Version), SpecNode> _versionNodes = [];
    private readonly List<PackageDomain> _required = [];
    private readonly PreferenceOrder _order = new();

    /// <summary>What is chosen before all else, in this order: the packages that were asked for.</summary>
    public List<SpecNode> First { get; } = [];

    /// <summary>What is made true next where it still can be, the most important first.</summary>
    public List<Literal> Wanted { get; } = [];

    /// <inheritdoc/>
    public void Assigned(Literal literal)
    {
        var meaning = _meanings[literal.Variable];
        if (literal.IsNegated)
        {
            meaning.Domain.Open -= meaning.Spec is null ? 1 : 0;
            return;
        }

        if (meaning.Spec is null)
        {
            meaning.Domain.Chosen = meaning.Candidate;
        }
        else if (!meaning.IsConstraint && meaning.Domain.Required++ == 0)
        {
            _required.Add(meaning.Domain);
        }
    }

    /// <inheritdoc/>
    public void Unassigned(Literal literal)
    {
        var meaning = _meanings[literal.Variable];
        if (literal.IsNegated)
        {
            if (meaning.Spec is null)
            {
                meaning.Domain.Open++;
                meaning.Domain.FirstOpen = Math.Min(meaning.Domain.FirstOpen, meaning.Candidate);
            }

            return;
        }

        if (meaning.Spec is null)
        {
            // Two of one name are true for a moment when that is what the conflict is.
            meaning.Domain.Chosen = meaning.Domain.Chosen == meaning.Candidate ? -1 : meaning.Domain.Chosen;
        }
        else if (!meaning.IsConstraint && --meaning.Domain.Required == 0)
        {
            // Values are taken back in the reverse order, so the name that was last required for the first time is this one.
            _required.RemoveAt(_required.Count - 1);
        }
    }

    /// <inheritdoc/>
    public Literal? Decide()
    {
        if (NextVersion() is { } version)
        {
            return version;
        }

        var next = NextFirst();
        if (next is null && NextWanted() is { } wanted)
        {
            return wanted;
        }

        next ??= NextRequired();
        return next is null ? null : Literal.Of(next.FirstVariable + _order.Best(this, next));
    }

    private PackageDomain? NextFirst()
    {
        foreach (var spec in First)
        {
            if (spec.Domain.Chosen < 0 && Solver.Assignment.ValueOf(spec.RequireVariable) > 0)
            {
                return spec.Domain;
            }
        }

        return null;
    }

    private PackageDomain? NextRequired()
    {
        PackageDomain? next = null;
        foreach (var domain in _required)
        {
            if (domain.Chosen < 0 && (next is null || IsBefore(domain, next)))
            {
                next = domain;
            }
        }

        return next;
    }

    // The versions of all packages that were asked for are settled before the first build is, so that a build of one does not keep
    // another from its newest version.
    private Literal? NextVersion()
    {
        foreach (var spec in First)
        {
            var domain = spec.Domain;
            if (domain.Chosen >= 0 || domain.Candidates.Length == 0 || Solver.Assignment.ValueOf(spec.RequireVariable) <= 0)
            {
                continue;
            }

            var version = Literal.Of(RequireVariable(VersionNode(domain, domain.Candidates[FirstOpenOf(domain)].Version)));
            if (Solver.Assignment.ValueOf(version) == 0)
            {
                return version;
            }
        }

        return null;
    }

    private SpecNode VersionNode(PackageDomain domain, int version)
    {
        if (!_versionNodes.TryGetValue((domain, version), out var node))
        {
            var spec = MatchSpec.Create(new MatchSpecFields { Name = domain.Name, Version = $"=={domain.Versions[version].Text}" });
            node = new SpecNode(spec, domain, Array.ConvertAll(domain.Candidates, c => c.Version == version));
            _versionNodes.Add((domain, version), node);
        }

        return node;
    }

    // The name that has made most trouble goes first; when a solve proves hard, the one with few candidates left for its trouble.
    private bool IsBefore(PackageDomain a, PackageDomain b) => Solver.Conflicts < HardConflicts
        ? a.Activity > b.Activity
        : (long)a.Open * (b.Activity + 1) < (long)b.Open * (a.Activity + 1);

    /// <summary>The preferred one of the candidates that are not ruled out; the last where all are.</summary>
    public int FirstOpenOf(PackageDomain domain)
    {
        while (domain.FirstOpen < domain.Candidates.Length - 1 && Solver.Assignment.ValueOf(domain.FirstVariable + domain.FirstOpen) < 0)
        {
            domain.FirstOpen++;
        }

        return domain.FirstOpen;
    }

    private Literal? NextWanted()
    {
        foreach (var literal in Wanted)
        {
            if (Solver.Assignment.ValueOf(literal) == 0)
            {
                return literal;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Conflicted(IReadOnlyList<Literal> learnt)
    {
        foreach (var literal in learnt)
        {
            _meanings[literal.Variable].Domain.Activity++;
        }
    }
}
