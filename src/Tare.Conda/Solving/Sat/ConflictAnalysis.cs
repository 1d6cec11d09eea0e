namespace Tare.Conda.Solving.Sat;

/// <summary>Finds what a conflict teaches: the clause at the first unique implication point, and the level to go back to.</summary>
internal sealed class ConflictAnalysis(Assignment assignment, ClauseStore clauses)
{
    private readonly List<Literal> _learnt = [];
    private readonly List<Literal> _others = [];
    private readonly List<Literal> _factReasons = [];
    private readonly HashSet<int> _seen = [];

    /// <summary>The level at which the learnt clause becomes a unit.</summary>
    public int BackLevel { get; private set; }

    /// <summary>Every variable that took part in any conflict so far: what an explanation has to speak of.</summary>
    public HashSet<int> Involved { get; } = [];

    /// <summary>
    /// The learnt clause: its first literal is the one to make true, its second is of the <see cref="BackLevel"/>.
    /// <paramref name="conflict"/> holds literals that are all false, at least one of them at the current level.
    /// </summary>
    public Literal[] Learn(IEnumerable<Literal> conflict)
    {
        _learnt.Clear();
        _learnt.Add(default);
        _seen.Clear();
        var open = 0;
        var index = assignment.Count;
        var falsified = conflict;
        Literal pivot;
        while (true)
        {
            foreach (var literal in falsified)
            {
                open += Visit(literal);
            }

            do
            {
                pivot = assignment[--index];
            }
            while (!_seen.Contains(pivot.Variable));
            if (--open == 0)
            {
                break;
            }

            falsified = Antecedents(pivot, _others);
        }

        _learnt[0] = pivot.Negation;
        _learnt.RemoveAll(l => l != _learnt[0] && IsImpliedByOthers(l));
        PutBackLevelSecond();
        return [.. _learnt];
    }

    /// <summary>Of the decisions, those that together make a false literal false.</summary>
    public List<Literal> DecisionsBehind(IEnumerable<Literal> falsified)
    {
        _seen.Clear();
        var decisions = new List<Literal>();
        foreach (var literal in falsified)
        {
            _seen.Add(literal.Variable);
        }

        for (var index = assignment.Count - 1; index >= 0; index--)
        {
            var literal = assignment[index];
            if (!_seen.Contains(literal.Variable))
            {
                continue;
            }

            Involved.Add(literal.Variable);
            if (assignment.ReasonOf(literal.Variable).IsDecision)
            {
                // What stands at level 0 was learnt and holds always.
                if (assignment.LevelOf(literal.Variable) > 0)
                {
                    decisions.Add(literal);
                }

                continue;
            }

            foreach (var antecedent in Antecedents(literal, _others))
            {
                _seen.Add(antecedent.Variable);
            }
        }

        return decisions;
    }

    private int Visit(Literal literal)
    {
        Involved.Add(literal.Variable);
        if (assignment.LevelOf(literal.Variable) == 0)
        {
            // Facts are part of the story but not of the clause.
            InvolveFacts(literal.Variable);
            return 0;
        }

        if (!_seen.Add(literal.Variable))
        {
            return 0;
        }

        if (assignment.LevelOf(literal.Variable) == assignment.Level)
        {
            return 1;
        }

        _learnt.Add(literal);
        return 0;
    }

    private void InvolveFacts(int variable)
    {
        var open = new Stack<int>([variable]);
        while (open.TryPop(out var next))
        {
            foreach (var literal in Antecedents(assignment.ValueOf(next) > 0 ? Literal.Of(next) : Literal.Not(next), _factReasons))
            {
                if (Involved.Add(literal.Variable))
                {
                    open.Push(literal.Variable);
                }
            }
        }
    }

    // The false literals of the clause that made `literal` true.
    private List<Literal> Antecedents(Literal literal, List<Literal> into)
    {
        into.Clear();
        var reason = assignment.ReasonOf(literal.Variable);
        if (reason.ClauseOrNone >= 0)
        {
            foreach (var other in clauses[reason.ClauseOrNone])
            {
                if (other.Variable != literal.Variable)
                {
                    into.Add(other);
                }
            }
        }
        else if (!reason.IsDecision)
        {
            into.Add(reason.By.Negation);
        }

        return into;
    }

    private bool IsImpliedByOthers(Literal literal)
    {
        if (assignment.ReasonOf(literal.Variable).IsDecision)
        {
            return false;
        }

        foreach (var antecedent in Antecedents(literal.Negation, _others))
        {
            if (assignment.LevelOf(antecedent.Variable) > 0 && !_seen.Contains(antecedent.Variable))
            {
                return false;
            }
        }

        return true;
    }

    private void PutBackLevelSecond()
    {
        BackLevel = 0;
        for (var i = 1; i < _learnt.Count; i++)
        {
            var level = assignment.LevelOf(_learnt[i].Variable);
            if (level > BackLevel)
            {
                BackLevel = level;
                (_learnt[1], _learnt[i]) = (_learnt[i], _learnt[1]);
            }
        }
    }
}
