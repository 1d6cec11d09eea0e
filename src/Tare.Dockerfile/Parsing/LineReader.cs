using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Parsing;

/// <summary>Walks the physical lines of a text.</summary>
internal sealed class LineReader(SourceText source)
{
    private int _next = 1;

    internal bool AtEnd => _next > source.LineCount || (_next == source.LineCount && source.LineStart(_next) == source.Text.Length);

    internal int Position => source.LineStart(_next);

    /// <summary>The line that <see cref="Read"/> would give.</summary>
    internal PhysicalLine Peek()
    {
        var start = source.LineStart(_next);
        var end = source.LineStart(_next + 1);
        var content = source.Text.AsSpan(start, end - start).TrimEnd('\n');
        content = content.EndsWith('\r') ? content[..^1] : content;
        return new PhysicalLine(TextSpan.Between(start, end), new TextSpan(start, content.Length));
    }

    internal PhysicalLine Read()
    {
        var line = Peek();
        _next++;
        return line;
    }
}
