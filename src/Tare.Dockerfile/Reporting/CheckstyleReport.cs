using System.Text;

namespace Tare.Dockerfile.Reporting;

/// <summary>Findings as Checkstyle's XML.</summary>
public static class CheckstyleReport
{
    /// <summary>Writes the document.</summary>
    public static void Write(TextWriter output, IReadOnlyList<LintedFile> files)
    {
        output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<checkstyle version=\"4.3\">\n");
        foreach (var file in files)
        {
            output.Write($"  <file name=\"{Escape(file.Path)}\">\n");
            foreach (var finding in file.Findings)
            {
                var place = file.Source.PositionOf(finding.Span.Start);
                output.Write($"    <error line=\"{place.Line}\" column=\"{place.Column}\" severity=\"{SeverityName.Of(finding.Severity)}\"");
                output.Write($" message=\"{Escape(finding.Message)}\" source=\"{finding.Rule}\" />\n");
            }

            output.Write("  </file>\n");
        }

        output.Write("</checkstyle>\n");
    }

    // By hand: the framework's writer is half a megabyte of a native binary.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\t' or '\n' or '\r' => escaped.Append("&#").Append(rune.Value).Append(';'),
                // XML 1.0 has no way to write the others.
                < ' ' or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }
}
