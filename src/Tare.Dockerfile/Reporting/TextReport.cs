using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Reporting;

/// <summary>Findings for people.</summary>
public static class TextReport
{
    /// <summary>
    /// Each finding as <c>file:line:column: severity CODE message</c>, its line with a mark under the place, and the repair;
    /// at the end the sum. <paramref name="paint"/> colours a text by severity, or gives it back.
    /// </summary>
    public static void Write(TextWriter output, IReadOnlyList<LintedFile> files, Func<string, Severity, string> paint)
    {
        foreach (var file in files)
        {
            foreach (var finding in file.Findings)
            {
                Write(output, file, finding, paint);
            }
        }

        var all = files.SelectMany(f => f.Findings).ToArray();
        var repairs = all.Count(f => f.Fix is { IsSafe: true });
        output.WriteLine(all.Length == 0
            ? $"{Count(files.Count, "file")}, nothing found"
            : $"{Count(files.Count, "file")}, {Count(all.Length, "finding")}" + (repairs > 0 ? $"; `tare dockerfile fix --write` repairs {repairs}" : ""));
    }

    private static void Write(TextWriter output, LintedFile file, Finding finding, Func<string, Severity, string> paint)
    {
        var place = file.Source.PositionOf(finding.Span.Start);
        var line = file.Source.Line(place.Line).Replace('\t', ' ');
        var length = Math.Clamp(finding.Span.Length, 1, Math.Max(1, line.Length - place.Column + 1));
        output.WriteLine($"{file.Path}:{place}: {paint(SeverityName.Of(finding.Severity), finding.Severity)} {finding.Rule} {finding.Message}");
        output.WriteLine($"  {place.Line,4} | {Visible(line)}");
        output.WriteLine($"       | {new string(' ', place.Column - 1)}{paint(new string('^', length), finding.Severity)}");
        if (finding.Fix is { } fix)
        {
            output.WriteLine($"       = {(fix.IsSafe ? "fix" : "fix (--unsafe)")}: {fix.Description}");
        }

        output.WriteLine();
    }

    // A stranger's file may carry control characters, which a terminal would obey.
    private static string Visible(string line) => string.Create(line.Length, line, (span, text) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.IsControl(text[i]) ? '\uFFFD' : text[i];
        }
    });

    private static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
