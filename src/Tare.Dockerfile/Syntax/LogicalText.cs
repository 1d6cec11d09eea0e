using System.Text;

namespace Tare.Dockerfile.Syntax;

/// <summary>
/// The characters that the builder sees once continuation lines are joined and the comments between them dropped, with the way
/// back to where each stands in the file.
/// </summary>
public sealed class LogicalText
{
    // Positions count in the joined characters, of which this text is a stretch.
    private readonly string _joined;
    private readonly int _start;
    private readonly int _end;
    private readonly Piece[] _pieces;

    private LogicalText(string joined, TextSpan span, Piece[] pieces)
    {
        _joined = joined;
        _start = span.Start;
        _end = span.End;
        _pieces = pieces;
    }

    /// <summary>The joined characters.</summary>
    public string Text => field ??= _joined[_start.._end];

    /// <summary>The joined characters, where no string of their own is needed.</summary>
    internal ReadOnlySpan<char> Characters => _joined.AsSpan(_start, _end - _start);

    /// <summary>The place in the file of a position in <see cref="Text"/>; the end of the text is the end of its last piece.</summary>
    public int ToSource(int position)
    {
        position += _start;
        var low = 0;
        var high = _pieces.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _pieces[middle].Logical <= position ? (middle, high) : (low, middle - 1);
        }

        return _pieces[low].Source + Math.Min(position - _pieces[low].Logical, _pieces[low].Length);
    }

    /// <summary>The stretch of the file that a stretch of <see cref="Text"/> covers, with what was dropped inside it.</summary>
    public TextSpan ToSource(TextSpan span) => span.Length == 0
        ? new TextSpan(ToSource(span.Start), 0)
        : TextSpan.Between(ToSource(span.Start), ToSource(span.End - 1) + 1);

    /// <summary>The rest behind a position.</summary>
    public LogicalText From(int position) => position == 0 ? this : new(_joined, TextSpan.Between(_start + position, _end), _pieces);

    /// <summary>A stretch of the file that is one piece.</summary>
    internal static LogicalText Of(SourceText source, TextSpan span) => new(source.Text, span, [new Piece(span.Start, span.Start, span.Length)]);

    private readonly record struct Piece(int Logical, int Source, int Length);

    /// <summary>Puts a logical text together from stretches of the file.</summary>
    internal sealed class Builder
    {
        private readonly StringBuilder _text = new();
        private readonly List<Piece> _pieces = [];

        internal void Add(ReadOnlySpan<char> characters, int source)
        {
            // What goes on where the last piece ends belongs to it.
            if (_pieces.Count > 0 && _pieces[^1] is var last && last.Source + last.Length == source)
            {
                _pieces[^1] = last with { Length = last.Length + characters.Length };
            }
            else
            {
                _pieces.Add(new Piece(_text.Length, source, characters.Length));
            }

            _text.Append(characters);
        }

        /// <summary>The text, after which the builder is empty again.</summary>
        internal LogicalText Build()
        {
            var text = new LogicalText(_text.ToString(), new TextSpan(0, _text.Length), _pieces.Count > 0 ? [.. _pieces] : [default]);
            _text.Clear();
            _pieces.Clear();
            return text;
        }
    }
}
