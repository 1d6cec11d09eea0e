using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Reporting;

/// <summary>The line of a place with where to mark it, cut to what a screen holds.</summary>
/// <param name="Line">Safe to show: no control characters, an ellipsis where something was cut off.</param>
/// <param name="Indent">Columns before the mark.</param>
/// <param name="Mark">Columns of the mark, at least one.</param>
internal readonly record struct SourceExcerpt(string Line, int Indent, int Mark)
{
    // What stays before a mark that begins too far to the right.
    private const int Lead = 12;

    internal static SourceExcerpt Of(SourceText source, TextSpan span, int? width)
    {
        var place = source.PositionOf(span.Start);
        var line = Visible(source.Line(place.Line));
        var start = Math.Min(place.Column - 1, line.Length);
        var end = Math.Clamp(start + span.Length, start, line.Length);
        var excerpt = new SourceExcerpt(line, CellWidth.Of(line.AsSpan(0, start)), Math.Max(1, CellWidth.Of(line.AsSpan(start, end - start))));
        return width is not { } columns || CellWidth.Of(line) <= columns ? excerpt : excerpt.Cut(start, columns);
    }

    private SourceExcerpt Cut(int start, int columns)
    {
        var first = Indent + Math.Min(Mark, columns / 2) < columns ? 0 : Math.Max(0, Math.Min(start - Lead, Line.Length - columns + 1));
        first -= first > 0 && char.IsLowSurrogate(Line[first]) ? 1 : 0;
        var before = first > 0 ? "…" : "";
        var last = first;
        var used = before.Length;
        while (last < Line.Length && used + CellWidth.Of(Line[last]) + (last + 1 < Line.Length ? 1 : 0) <= columns)
        {
            used += CellWidth.Of(Line[last++]);
        }

        var after = last < Line.Length ? "…" : "";
        var indent = before.Length + CellWidth.Of(Line.AsSpan(first, start - first));
        return new SourceExcerpt(before + Line[first..last] + after, indent, Math.Clamp(Mark, 1, Math.Max(1, used + after.Length - indent)));
    }

    // A stranger's file may carry control characters, which a terminal would obey.
    internal static string Visible(string text) => !text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f')
        ? text
        : string.Create(text.Length, text, (span, line) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = line[i] == '\t' ? ' ' : char.IsControl(line[i]) ? '\uFFFD' : line[i];
            }
        });
}
