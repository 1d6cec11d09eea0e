namespace Tare.Primitives.Patterns;

/// <summary>
/// Runs a program over a text, at every step with all the places in the program where a match may be: each place once, so a character
/// costs at most one look at each instruction.
/// </summary>
internal sealed class RegexMachine(RegexInstruction[] program)
{
    private readonly Stack<int> _open = new();
    private readonly bool[] _seen = new bool[program.Length];
    private List<int> _now = [];
    private List<int> _next = [];

    /// <summary>A match begins at the first instruction, anywhere in the text from a position on, or only there.</summary>
    internal bool Search(ReadOnlySpan<char> text, int position, bool isAnchored) => Run(text, (0, position), isAnchored);

    private bool Run(ReadOnlySpan<char> text, (int Instruction, int Position) start, bool isAnchored)
    {
        for (var position = start.Position; position <= text.Length; position++)
        {
            if ((position == start.Position || !isAnchored) && Follow(text, start.Instruction, position, _now))
            {
                return true;
            }

            Array.Clear(_seen);
            if (position == text.Length || (_now.Count == 0 && isAnchored))
            {
                return false;
            }

            foreach (var instruction in _now)
            {
                if (program[instruction].Set!.Has(text[position]) && Follow(text, instruction + 1, position + 1, _next))
                {
                    return true;
                }
            }

            (_now, _next) = (_next, _now);
            _next.Clear();
        }

        return false;
    }

    // Adds every instruction that takes a character and can be reached without one; true where the match is reached.
    private bool Follow(ReadOnlySpan<char> text, int from, int position, List<int> reached)
    {
        _open.Push(from);
        while (_open.TryPop(out var index))
        {
            if (_seen[index])
            {
                continue;
            }

            _seen[index] = true;
            var instruction = program[index];
            switch (instruction.Operation)
            {
                case RegexOperation.Match:
                    _open.Clear();
                    return true;
                case RegexOperation.Take:
                    reached.Add(index);
                    break;
                case RegexOperation.Split:
                    _open.Push(instruction.Second);
                    _open.Push(instruction.First);
                    break;
                case RegexOperation.Jump:
                    _open.Push(instruction.First);
                    break;
                case RegexOperation.Place when Is((RegexPlace)instruction.First, text, position):
                    _open.Push(index + 1);
                    break;
                case RegexOperation.Ahead or RegexOperation.NotAhead
                    when new RegexMachine(program).Run(text, (instruction.First, position), isAnchored: true) == (instruction.Operation == RegexOperation.Ahead):
                    _open.Push(instruction.Second);
                    break;
            }
        }

        return false;
    }

    private static bool Is(RegexPlace place, ReadOnlySpan<char> text, int position)
    {
        var isEdge = (position > 0 && CharacterSet.IsWord(text[position - 1])) != (position < text.Length && CharacterSet.IsWord(text[position]));
        return place switch
        {
            RegexPlace.Start => position == 0,
            RegexPlace.End => position == text.Length,
            RegexPlace.EndOrLastLine => position == text.Length || (position == text.Length - 1 && text[position] == '\n'),
            RegexPlace.WordEdge => isEdge,
            _ => !isEdge,
        };
    }
}
