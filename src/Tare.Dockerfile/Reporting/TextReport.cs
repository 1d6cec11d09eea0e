using Tare.Dockerfile.Linting;
using Tare.Primitives;

namespace Tare.Dockerfile.Reporting;

/// <summary>Findings for people.</summary>
public static class TextReport
{
    private const string Margin = "       | ";

    /// <summary>
    /// Each finding as <c>file:line:column: severity CODE message</c>, its line with a mark under the place, and the repair;
    /// at the end the sum.
    /// </summary>
    public static void Write(TextWriter output, IReadOnlyList<LintedFile> files, TextStyle style)
    {
        foreach (var file in files)
        {
            output.Write(Format(file, style));
        }

        output.WriteLine(Summary(LintTally.Of(files)));
    }

    /// <summary>The findings of one file, as <see cref="Write(TextWriter, IReadOnlyList{LintedFile}, TextStyle)"/> shows them.</summary>
    public static string Format(LintedFile file, TextStyle style)
    {
        if (file.Findings.Count == 0)
        {
            return "";
        }

        using var output = new StringWriter { NewLine = "\n" };
        foreach (var finding in file.Findings)
        {
            Write(output, file, finding, style);
        }

        return output.ToString();
    }

    /// <summary>How many files and findings there are, and how many can be repaired.</summary>
    public static string Summary(LintTally found)
    {
        if (found.Findings == 0)
        {
            return $"{Grammar.Count(found.Files, "file")}, nothing found";
        }

        var repaired = found switch
        {
            { Repairs: > 0, UnsureRepairs: > 0 } => $"; `tare dockerfile fix --write` repairs {found.Repairs}, --unsafe {found.UnsureRepairs} more",
            { Repairs: > 0 } => $"; `tare dockerfile fix --write` repairs {found.Repairs}",
            { UnsureRepairs: > 0 } => $"; `tare dockerfile fix --write --unsafe` repairs {found.UnsureRepairs}",
            _ => "",
        };
        return $"{Grammar.Count(found.Files, "file")}, {Grammar.Count(found.Findings, "finding")}{repaired}";
    }

    private static void Write(StringWriter output, LintedFile file, Finding finding, TextStyle style)
    {
        var place = file.Source.PositionOf(finding.Span.Start);
        // What is no text has no line that a screen could show.
        var isText = !file.Source.Text.Contains('\0', StringComparison.Ordinal);
        var excerpt = SourceExcerpt.Of(file.Source, finding.Span, style.Width - Margin.Length);
        var severity = SeverityName.Of(finding.Severity);
        var path = $"{SourceExcerpt.Visible(file.Path)}:{place.Line}:{place.Column}: ";
        output.Write(path);
        output.Write(style.Paint(severity, finding.Severity));
        WriteWrapped(output, $" {finding.Rule} {SourceExcerpt.Visible(finding.Message)}", path.Length + severity.Length, (style.Width, 4));
        if (isText)
        {
            output.Write($"  {place.Line,4} | ");
            output.WriteLine(excerpt.Line);
            output.Write(Margin);
            output.Write(new string(' ', excerpt.Indent));
            output.WriteLine(style.Paint(new string('^', excerpt.Mark), finding.Severity));
        }

        if (finding.Fix is { } fix)
        {
            var lead = fix.IsSafe ? "       = fix:" : "       = fix (--unsafe):";
            output.Write(lead);
            WriteWrapped(output, " " + SourceExcerpt.Visible(fix.Description), lead.Length, (style.Width, Margin.Length));
        }

        output.WriteLine();
    }

    // Goes on with a line on which some columns are taken, and breaks it between words where the screen ends.
    private static void WriteWrapped(StringWriter output, string text, int taken, (int? Columns, int Indent) screen)
    {
        if (screen.Columns is not { } columns || taken + CellWidth.Of(text) <= columns)
        {
            output.WriteLine(text);
            return;
        }

        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var width = CellWidth.Of(word);
            if (taken + 1 + width > columns && taken > screen.Indent)
            {
                output.WriteLine();
                output.Write(new string(' ', screen.Indent - 1));
                taken = screen.Indent - 1;
            }

            output.Write(' ');
            output.Write(word);
            taken += 1 + width;
        }

        output.WriteLine();
    }
}
