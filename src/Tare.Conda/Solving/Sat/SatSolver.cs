namespace Tare.Conda.Solving.Sat;

/// <summary>
/// A solver of Boolean problems by conflict-driven clause learning: values are propagated, a conflict teaches a clause, the search goes
/// back as far as that clause is of use. Choices come from the problem, so the first solution is the preferred one. Deterministic.
/// </summary>
internal sealed class SatSolver
{
    private readonly ConflictAnalysis _analysis;
    private readonly List<Literal> _implied = [];
    private readonly Action<Literal, Reason> _enqueue;
    private IImplications _problem = null!;
    private Literal[] _conflict = [];
    private int _head;

    /// <summary>A solver without variables.</summary>
    public SatSolver()
    {
        _analysis = new ConflictAnalysis(Assignment, Clauses);
        _enqueue = Enqueue;
    }

    /// <summary>The values.</summary>
    public Assignment Assignment { get; } = new();

    /// <summary>The clauses, those learnt included.</summary>
    public ClauseStore Clauses { get; } = new();

    /// <summary>How many conflicts there were.</summary>
    public int Conflicts { get; private set; }

    /// <summary>After so many conflicts, counted from the beginning, a search is given up; for questions that may stay open.</summary>
    public int ConflictLimit { get; set; } = int.MaxValue;

    /// <summary>The last search was given up: whether there is a solution is not known.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>Every variable that took part in a conflict.</summary>
    public IReadOnlySet<int> Involved => _analysis.Involved;

    /// <summary>
    /// Finds values for everything the problem asks to decide, with all of <paramref name="required"/> true. Null: found, the values
    /// stand. Otherwise those of the required ones that cannot be true together.
    /// </summary>
    public List<Literal>? Solve(IImplications problem, IReadOnlyList<Literal> required, CancellationToken stop)
    {
        _problem = problem;
        GaveUp = false;
        BackTo(0);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            if (!Propagate())
            {
                if (Assignment.Level == 0)
                {
                    return [];
                }

                LearnFromConflict();
                if (Conflicts >= ConflictLimit)
                {
                    GaveUp = true;
                    return null;
                }

                continue;
            }

            var refused = NextRequired(required, out var choice);
            if (refused is not null)
            {
                return refused;
            }

            choice ??= problem.Decide();
            if (choice is not { } next)
            {
                return null;
            }

            Assignment.OpenLevel();
            Enqueue(next, Reason.Decision);
        }
    }

    /// <summary>Takes back all values above a level.</summary>
    public void BackTo(int level)
    {
        if (level >= Assignment.Level)
        {
            return;
        }

        var start = Assignment.StartOf(level);
        while (Assignment.Count > start)
        {
            _problem.Unassigned(Assignment.Pop());
        }

        Assignment.CloseLevelsAbove(level);
        _head = Math.Min(_head, start);
    }

    private List<Literal>? NextRequired(IReadOnlyList<Literal> required, out Literal? choice)
    {
        choice = null;
        for (var i = 0; i < required.Count; i++)
        {
            var value = Assignment.ValueOf(required[i]);
            if (value < 0)
            {
                var refused = _analysis.DecisionsBehind([required[i]]);
                refused.Add(required[i]);
                return refused;
            }

            if (value == 0)
            {
                choice = required[i];
                return null;
            }
        }

        return null;
    }

    private void LearnFromConflict()
    {
        Conflicts++;
        var learnt = _analysis.Learn(_conflict);
        _problem.Conflicted(learnt);
        BackTo(_analysis.BackLevel);
        if (learnt.Length == 1)
        {
            Enqueue(learnt[0], Reason.Decision);
        }
        else
        {
            Enqueue(learnt[0], Reason.Clause(Clauses.Add(learnt)));
        }
    }

    private bool Propagate()
    {
        while (_head < Assignment.Count)
        {
            var literal = Assignment[_head++];
            if (!PropagateImplied(literal))
            {
                return false;
            }

            var clause = Clauses.Visit(literal.Negation, Assignment, _enqueue);
            if (clause >= 0)
            {
                _conflict = Clauses[clause];
                return false;
            }
        }

        return true;
    }

    private bool PropagateImplied(Literal literal)
    {
        _implied.Clear();
        _problem.Imply(literal, _implied);
        foreach (var implied in _implied)
        {
            var value = Assignment.ValueOf(implied);
            if (value < 0)
            {
                _conflict = [literal.Negation, implied];
                return false;
            }

            if (value == 0)
            {
                Enqueue(implied, Reason.Implied(literal));
            }
        }

        return true;
    }

    private void Enqueue(Literal literal, Reason reason)
    {
        Assignment.Assign(literal, reason);
        _problem.Assigned(literal);
    }
}
