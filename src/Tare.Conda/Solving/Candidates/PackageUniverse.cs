using Tare.Conda.Channels;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Solving.Sat;

namespace Tare.Conda.Solving.Candidates;

/// <summary>
/// The packages of all sources as a problem for the solver. Names are loaded when a spec first speaks of them, the dependencies of a
/// package are read when it is first chosen.
/// </summary>
internal sealed partial class PackageUniverse(CandidateCatalog catalog, ChannelResolver channels) : IImplications
{
    // Most requests are solved with fewer conflicts; then the packages that were never chosen are never read.
    private const int EasyConflicts = 24;

    private static readonly MatchSpec Pip = MatchSpec.Parse("pip");

    private readonly Dictionary<string, PackageDomain> _domains = new(StringComparer.Ordinal);
    private readonly Dictionary<int, SpecNode?> _specsByText = [];
    private readonly Dictionary<MatchSpec, SpecNode> _specs = [];
    private readonly SpecTexts _texts = new();
    private readonly List<VariableMeaning> _meanings = [];

    /// <summary>Python requires pip, where there is one.</summary>
    public bool AddPip { get; init; }

    /// <summary>What holds whatever is asked for: the properties of the machine.</summary>
    public List<Literal> Facts { get; } = [];

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
