using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Parsing;

/// <summary>Walks the physical lines of a text.</summary>
internal sealed class LineReader(SourceText source)
{
    private int _next = 1;

    internal bool AtEnd => Position == source.Text.Length;

    internal int Position { get; private set; }

    /// <summary>The line that <see cref="Read"/> would give.</summary>
    internal PhysicalLine Peek()
    {
        var text = source.Text;
        var full = TextSpan.Between(Position, source.LineStart(_next + 1));
        var end = full.End;
        if (end > full.Start && text[end - 1] == '\n')
        {
            end--;
        }

        if (end > full.Start && text[end - 1] == '\r')
        {
            end--;
        }

        return new PhysicalLine(full, TextSpan.Between(full.Start, end));
    }

    internal PhysicalLine Read()
    {
        var line = Peek();
        _next++;
        Position = line.Full.End;
        return line;
    }
}
