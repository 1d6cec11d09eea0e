namespace Tare.Conda.Solving.Sat;

/// <summary>The values of all variables, in the order they were given, with the reason and the decision level of each.</summary>
internal sealed class Assignment
{
    private readonly List<Literal> _trail = [];
    private readonly List<int> _levelStarts = [];
    private sbyte[] _values = new sbyte[1024];
    private int[] _levels = new int[1024];
    private Reason[] _reasons = new Reason[1024];

    /// <summary>How many variables there are.</summary>
    public int VariableCount { get; private set; }

    /// <summary>How many decisions are standing.</summary>
    public int Level => _levelStarts.Count;

    /// <summary>How many variables have a value.</summary>
    public int Count => _trail.Count;

    /// <summary>The literals that are true, oldest first.</summary>
    public Literal this[int index] => _trail[index];

    /// <summary>Makes consecutive variables without a value; returns the first.</summary>
    public int AddVariables(int count)
    {
        var first = VariableCount;
        VariableCount += count;
        if (VariableCount > _values.Length)
        {
            var size = Math.Max(VariableCount, _values.Length * 2);
            Array.Resize(ref _values, size);
            Array.Resize(ref _levels, size);
            Array.Resize(ref _reasons, size);
        }

        return first;
    }

    /// <summary>1 when the literal is true, -1 when it is false, 0 when open.</summary>
    public int ValueOf(Literal literal)
    {
        int value = _values[literal.Variable];
        return literal.IsNegated ? -value : value;
    }

    /// <summary>1, -1 or 0.</summary>
    public int ValueOf(int variable) => _values[variable];

    /// <summary>The decision level at which a variable got its value.</summary>
    public int LevelOf(int variable) => _levels[variable];

    /// <summary>Why a variable has its value.</summary>
    public Reason ReasonOf(int variable) => _reasons[variable];

    /// <summary>Begins a decision level.</summary>
    public void OpenLevel() => _levelStarts.Add(_trail.Count);

    /// <summary>Makes an open literal true.</summary>
    public void Assign(Literal literal, Reason reason)
    {
        var variable = literal.Variable;
        _values[variable] = (sbyte)(literal.IsNegated ? -1 : 1);
        _levels[variable] = Level;
        _reasons[variable] = reason;
        _trail.Add(literal);
    }

    /// <summary>Where the trail of a level starts.</summary>
    public int StartOf(int level) => _levelStarts[level];

    /// <summary>Takes the newest value back.</summary>
    public Literal Pop()
    {
        var literal = _trail[^1];
        _trail.RemoveAt(_trail.Count - 1);
        _values[literal.Variable] = 0;
        return literal;
    }

    /// <summary>Forgets that levels above this one were opened; their values must be gone.</summary>
    public void CloseLevelsAbove(int level) => _levelStarts.RemoveRange(level, _levelStarts.Count - level);
}
