using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Reporting;

/// <summary>Findings as GitHub's workflow commands (<c>::warning file=…,line=…::message</c>).</summary>
public static class GitHubReport
{
    /// <summary>One line a finding.</summary>
    public static void Write(TextWriter output, IReadOnlyList<LintedFile> files)
    {
        foreach (var file in files)
        {
            foreach (var finding in file.Findings)
            {
                var place = file.Source.PositionOf(finding.Span.Start);
                var end = file.Source.PositionOf(Math.Max(finding.Span.Start, finding.Span.End - 1));
                var command = finding.Severity == Severity.Info ? "notice" : SeverityName.Of(finding.Severity);
                output.WriteLine($"::{command} file={Property(file.Path)},line={place.Line},col={place.Column},endLine={end.Line},title={finding.Rule}::{Data(finding.Message)}");
            }
        }
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
