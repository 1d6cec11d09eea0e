using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.EnvironmentFiles;

/// <summary>Changes to an environment.yml that keep every other byte.</summary>
internal static class EnvironmentEdits
{
    /// <summary>Takes the whole line of an entry out; null where something else stands on it.</summary>
    internal static TextEdit? DeleteLine(SourceText source, TextSpan span)
    {
        var number = source.PositionOf(span.Start).Line;
        var start = source.LineStart(number);
        var before = source.Text[start..span.Start].Trim();
        var after = source.Line(number)[Math.Min(span.End - start, source.Line(number).Length)..].Trim();
        return before is "-" or "prefix:" && (after.Length == 0 || after[0] == '#')
            ? TextEdit.Delete(TextSpan.Between(start, source.LineStart(number + 1)))
            : null;
    }

    /// <summary>Puts other characters in the place of a plain entry; null where it is quoted or was written in another way.</summary>
    internal static TextEdit? Replace(SourceText source, EnvironmentItem item, string text) =>
        source.Slice(item.Span).SequenceEqual(item.Text) ? new TextEdit(item.Span, text) : null;
}
