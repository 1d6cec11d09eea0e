namespace Tare.Conda.Solving.Sat;

/// <summary>Clauses, and for each literal those that must be looked at when it becomes false (two watched literals a clause).</summary>
internal sealed class ClauseStore
{
    private readonly List<Literal[]> _clauses = [];
    private List<int>?[] _watches = new List<int>?[2048];

    /// <summary>The literals of a clause; the first two are watched.</summary>
    public Literal[] this[int clause] => _clauses[clause];

    /// <summary>Adds a clause of two or more literals.</summary>
    public int Add(Literal[] literals)
    {
        _clauses.Add(literals);
        WatchersOf(literals[0]).Add(_clauses.Count - 1);
        WatchersOf(literals[1]).Add(_clauses.Count - 1);
        return _clauses.Count - 1;
    }

    /// <summary>
    /// Looks at every clause that watches a literal which has just become false: finds each another literal to watch, or makes its
    /// last literal true. Returns the clause that cannot be satisfied, or -1.
    /// </summary>
    public int Visit(Literal falsified, Assignment assignment, Action<Literal, Reason> enqueue)
    {
        if (falsified.Code >= _watches.Length || _watches[falsified.Code] is not { Count: > 0 } watchers)
        {
            return -1;
        }

        var kept = 0;
        for (var i = 0; i < watchers.Count; i++)
        {
            var clause = watchers[i];
            var literals = _clauses[clause];
            if (literals[0] == falsified)
            {
                (literals[0], literals[1]) = (literals[1], falsified);
            }

            if (assignment.ValueOf(literals[0]) > 0)
            {
                watchers[kept++] = clause;
                continue;
            }

            if (TryMoveWatch(literals, assignment))
            {
                WatchersOf(literals[1]).Add(clause);
                continue;
            }

            watchers[kept++] = clause;
            if (assignment.ValueOf(literals[0]) < 0)
            {
                watchers.RemoveRange(kept, i + 1 - kept);
                return clause;
            }

            enqueue(literals[0], Reason.Clause(clause));
        }

        watchers.RemoveRange(kept, watchers.Count - kept);
        return -1;
    }

    private static bool TryMoveWatch(Literal[] literals, Assignment assignment)
    {
        for (var k = 2; k < literals.Length; k++)
        {
            if (assignment.ValueOf(literals[k]) >= 0)
            {
                (literals[1], literals[k]) = (literals[k], literals[1]);
                return true;
            }
        }

        return false;
    }

    private List<int> WatchersOf(Literal literal)
    {
        if (literal.Code >= _watches.Length)
        {
            Array.Resize(ref _watches, Math.Max(literal.Code + 1, _watches.Length * 2));
        }

        return _watches[literal.Code] ??= [];
    }
}
