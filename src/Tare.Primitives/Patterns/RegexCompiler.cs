namespace Tare.Primitives.Patterns;

/// <summary>Makes a program of an expression (Thompson's construction: R. Cox, "Regular Expression Matching: the Virtual Machine Approach").</summary>
internal sealed class RegexCompiler
{
    private const int LongestProgram = 20_000;
    private readonly List<RegexInstruction> _program = [];

    /// <summary>The program, or null where it would be too long.</summary>
    internal static RegexInstruction[]? Compile(RegexNode node)
    {
        var compiler = new RegexCompiler();
        return compiler.Add(node) && compiler.Emit(new RegexInstruction(RegexOperation.Match)) ? [.. compiler._program] : null;
    }

    private bool Add(RegexNode node) => node switch
    {
        RegexNode.One one => Emit(new RegexInstruction(RegexOperation.Take, Set: one.Set)),
        RegexNode.Place place => Emit(new RegexInstruction(RegexOperation.Place, (int)place.Kind)),
        RegexNode.Sequence sequence => sequence.Parts.All(Add),
        RegexNode.Choice choice => AddChoice(choice),
        RegexNode.Repeat repeat => AddRepeat(repeat),
        RegexNode.Ahead ahead => AddAhead(ahead),
        _ => throw new ArgumentException("an unknown part", nameof(node)),
    };

    private bool AddChoice(RegexNode.Choice choice)
    {
        var ends = new List<int>();
        foreach (var branch in choice.Branches.SkipLast(1))
        {
            var split = _program.Count;
            if (!Emit(new RegexInstruction(RegexOperation.Split, split + 1)) || !Add(branch))
            {
                return false;
            }

            ends.Add(_program.Count);
            Emit(new RegexInstruction(RegexOperation.Jump));
            _program[split] = _program[split] with { Second = _program.Count };
        }

        var fits = Add(choice.Branches[^1]);
        ends.ForEach(e => _program[e] = _program[e] with { First = _program.Count });
        return fits;
    }

    private bool AddRepeat(RegexNode.Repeat repeat)
    {
        for (var i = 0; i < repeat.Least; i++)
        {
            var before = _program.Count;
            if (!Add(repeat.Inner))
            {
                return false;
            }

            if (_program.Count == before)
            {
                // The empty text, as often as one likes.
                return true;
            }
        }

        var splits = new List<int>();
        for (var i = repeat.Least; i < (repeat.Most ?? repeat.Least + 1); i++)
        {
            splits.Add(_program.Count);
            if (!Emit(new RegexInstruction(RegexOperation.Split, _program.Count + 1)) || !Add(repeat.Inner))
            {
                return false;
            }
        }

        var fits = repeat.Most is not null || Emit(new RegexInstruction(RegexOperation.Jump, splits[0]));
        splits.ForEach(s => _program[s] = _program[s] with { Second = _program.Count });
        return fits;
    }

    private bool AddAhead(RegexNode.Ahead ahead)
    {
        var start = _program.Count;
        var fits = Emit(new RegexInstruction(ahead.Negative ? RegexOperation.NotAhead : RegexOperation.Ahead, start + 1))
            && Add(ahead.Inner) && Emit(new RegexInstruction(RegexOperation.Match));
        _program[start] = _program[start] with { Second = _program.Count };
        return fits;
    }

    private bool Emit(RegexInstruction instruction)
    {
        _program.Add(instruction);
        return _program.Count <= LongestProgram;
    }
}
