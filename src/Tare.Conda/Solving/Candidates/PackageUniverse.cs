using Tare.Conda.Channels;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Solving.Sat;

namespace Tare.Conda.Solving.Candidates;

/// <summary>
/// The packages of all sources as a problem for the solver. Names are loaded when a spec first speaks of them, the dependencies of a
/// package are read when it is first chosen.
/// </summary>
internal sealed class PackageUniverse(CandidateCatalog catalog, ChannelResolver channels) : IImplications
{
    // Most requests are solved with fewer conflicts; then the packages that were never chosen are never read.
    private const int EasyConflicts = 24;
    private const int HardConflicts = 100;

    private static readonly MatchSpec Pip = MatchSpec.Parse("pip");

    private readonly Dictionary<string, PackageDomain> _domains = new(StringComparer.Ordinal);
    private readonly Dictionary<int, SpecNode?> _specsByText = [];
    private readonly Dictionary<MatchSpec, SpecNode> _specs = [];
    private readonly Dictionary<(PackageDomain Domain, int Version), SpecNode> _versionNodes = [];
    private readonly SpecTexts _texts = new();
    private readonly List<VariableMeaning> _meanings = [];
    private readonly List<PackageDomain> _required = [];
    private readonly PreferenceOrder _order = new();

    /// <summary>Python requires pip, where there is one.</summary>
    public bool AddPip { get; init; }

    /// <summary>What holds whatever is asked for: the properties of the machine.</summary>
    public List<Literal> Facts { get; } = [];

    /// <summary>What is chosen before all else, in this order: the packages that were asked for.</summary>
    public List<SpecNode> First { get; } = [];

    /// <summary>What is made true next where it still can be, the most important first.</summary>
    public List<Literal> Wanted { get; } = [];

    /// <summary>The solver that asks.</summary>
    public SatSolver Solver { get; } = new();

    /// <summary>The packages that the standing values choose.</summary>
    public IEnumerable<Candidate> Chosen => _domains.Values.Where(d => d.Chosen >= 0).Select(d => d.Candidates[d.Chosen]);

    /// <summary>All names loaded so far.</summary>
    public IEnumerable<PackageDomain> Domains => _domains.Values;

    /// <summary>What a variable means.</summary>
    public VariableMeaning MeaningOf(int variable) => _meanings[variable];

    /// <summary>The literal "a package that the spec asks for must be there".</summary>
    public Literal Require(MatchSpec spec) => Literal.Of(RequireVariable(NodeOf(spec)));

    /// <summary>The literal "if the name is there, it is a package that the spec asks for".</summary>
    public Literal Constrain(MatchSpec spec) => Literal.Of(ConstrainVariable(NodeOf(spec)));

    /// <summary>The candidates of a name.</summary>
    public PackageDomain DomainOf(string name)
    {
        if (!_domains.TryGetValue(name, out var domain))
        {
            domain = catalog.Load(name);
            domain.FirstVariable = Solver.Assignment.AddVariables(domain.Candidates.Length);
            for (var i = 0; i < domain.Candidates.Length; i++)
            {
                _meanings.Add(new VariableMeaning(domain, i, null, IsConstraint: false));
            }

            _domains.Add(name, domain);
        }

        return domain;
    }

    /// <summary>The spec and which candidates it asks for.</summary>
    public SpecNode NodeOf(MatchSpec spec)
    {
        if (!_specs.TryGetValue(spec, out var node))
        {
            var domain = DomainOf(spec.Name);
            node = new SpecNode(spec, domain, SpecMatcher.Match(spec, domain));
            _specs.Add(spec, node);
        }

        return node;
    }

    /// <summary>What a package requires and constrains.</summary>
    public PackageDependencies DependenciesOf(PackageDomain domain, int candidate)
    {
        var dependencies = domain.Dependencies[candidate];
        if (dependencies is null)
        {
            var (source, row) = (domain.Candidates[candidate].Source, domain.Candidates[candidate].Row);
            string? invalid = null;
            var requires = Nodes(source.SpecsOf(row, constraints: false, _texts), ref invalid);
            var constrains = Nodes(source.SpecsOf(row, constraints: true, _texts), ref invalid);
            if (AddPip && domain.Name == "python" && domain.VersionOf(candidate) is ['2' or '3', '.', ..] && DomainOf("pip").Candidates.Length > 0)
            {
                requires = [.. requires, NodeOf(Pip)];
            }

            dependencies = new PackageDependencies(requires, constrains, invalid);
            domain.Dependencies[candidate] = dependencies;
            Register(dependencies, domain.FirstVariable + candidate);
        }

        return dependencies;
    }

    /// <inheritdoc/>
    public void Imply(Literal literal, List<Literal> implied)
    {
        var meaning = _meanings[literal.Variable];
        if (meaning.Spec is null)
        {
            if (!literal.IsNegated)
            {
                ImplyOfPackage(literal, meaning, implied);
            }
        }
        else if (literal.IsNegated)
        {
            foreach (var package in meaning.IsConstraint ? meaning.Spec.ConstrainedBy : meaning.Spec.RequiredBy)
            {
                implied.Add(Literal.Not(package));
            }
        }
        else
        {
            ImplyOfSpec(literal, meaning.Spec, meaning.IsConstraint, implied);
        }
    }

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

    private void ImplyOfPackage(Literal literal, in VariableMeaning meaning, List<Literal> implied)
    {
        var domain = meaning.Domain;
        for (var i = 0; i < domain.Candidates.Length; i++)
        {
            if (i != meaning.Candidate)
            {
                implied.Add(Literal.Not(domain.FirstVariable + i));
            }
        }

        foreach (var constraint in domain.Constraints)
        {
            if (!constraint.Matches[meaning.Candidate])
            {
                implied.Add(Literal.Not(constraint.ConstrainVariable));
            }
        }

        var dependencies = DependenciesOf(domain, meaning.Candidate);
        if (dependencies.Invalid is not null)
        {
            implied.Add(literal.Negation);
        }

        foreach (var spec in dependencies.Requires)
        {
            implied.Add(Literal.Of(RequireVariable(spec)));
        }

        foreach (var spec in dependencies.Constrains)
        {
            implied.Add(Literal.Of(ConstrainVariable(spec)));
        }
    }

    private void ImplyOfSpec(Literal literal, SpecNode spec, bool isConstraint, List<Literal> implied)
    {
        var any = false;
        for (var i = 0; i < spec.Matches.Length; i++)
        {
            if (spec.Matches[i])
            {
                any = true;
            }
            else
            {
                implied.Add(Literal.Not(spec.Domain.FirstVariable + i));
            }
        }

        if (!any && !isConstraint)
        {
            implied.Add(literal.Negation);
        }

        if (!isConstraint && !spec.IsExpanded && Solver.Conflicts >= EasyConflicts)
        {
            Expand(spec);
        }
    }

    // Reads what all packages that a spec asks for depend on, so that they are ruled out as soon as one of their dependencies is.
    private void Expand(SpecNode spec)
    {
        spec.IsExpanded = true;
        for (var i = 0; i < spec.Matches.Length; i++)
        {
            if (spec.Matches[i])
            {
                var dependencies = DependenciesOf(spec.Domain, i);
                Array.ForEach(dependencies.Requires, s => RequireVariable(s));
                Array.ForEach(dependencies.Constrains, s => ConstrainVariable(s));
            }
        }
    }

    private SpecNode[] Nodes(int[] texts, ref string? invalid)
    {
        var nodes = texts.Length == 0 ? [] : new SpecNode[texts.Length];
        var count = 0;
        foreach (var text in texts)
        {
            if (!_specsByText.TryGetValue(text, out var node))
            {
                node = MatchSpec.TryParse(_texts[text], channels, out var spec, out _) && spec.HasExactName ? NodeOf(spec) : null;
                _specsByText.Add(text, node);
            }

            if (node is null)
            {
                invalid ??= _texts[text];
            }
            else
            {
                nodes[count++] = node;
            }
        }

        return count == nodes.Length ? nodes : nodes[..count];
    }

    private static void Register(PackageDependencies dependencies, int variable)
    {
        foreach (var spec in dependencies.Requires)
        {
            spec.RequiredBy.Add(variable);
        }

        foreach (var spec in dependencies.Constrains)
        {
            spec.ConstrainedBy.Add(variable);
        }
    }

    private int ConstrainVariable(SpecNode spec)
    {
        if (spec.ConstrainVariable < 0)
        {
            spec.ConstrainVariable = AddSpecVariable(spec, isConstraint: true);
            spec.Domain.Constraints.Add(spec);
        }

        return spec.ConstrainVariable;
    }

    private int RequireVariable(SpecNode spec)
    {
        if (spec.RequireVariable < 0)
        {
            spec.RequireVariable = AddSpecVariable(spec, isConstraint: false);
            var literals = new List<Literal> { Literal.Not(spec.RequireVariable) };
            for (var i = 0; i < spec.Matches.Length; i++)
            {
                if (spec.Matches[i])
                {
                    literals.Add(Literal.Of(spec.Domain.FirstVariable + i));
                }
            }

            if (literals.Count > 1)
            {
                // A watched literal should not be false already.
                var open = literals.FindIndex(1, l => Solver.Assignment.ValueOf(l) >= 0);
                if (open > 1)
                {
                    (literals[1], literals[open]) = (literals[open], literals[1]);
                }

                Solver.Clauses.Add([.. literals]);
            }
        }

        return spec.RequireVariable;
    }

    private int AddSpecVariable(SpecNode spec, bool isConstraint)
    {
        _meanings.Add(new VariableMeaning(spec.Domain, -1, spec, isConstraint));
        return Solver.Assignment.AddVariables(1);
    }
}
