using System.Globalization;
using System.Xml;

namespace Tare.Dockerfile.Reporting;

/// <summary>Findings as Checkstyle's XML.</summary>
public static class CheckstyleReport
{
    /// <summary>Writes the document.</summary>
    public static void Write(TextWriter output, IReadOnlyList<LintedFile> files)
    {
        using var writer = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", CheckCharacters = false, CloseOutput = false });
        writer.WriteStartElement("checkstyle");
        writer.WriteAttributeString("version", "4.3");
        foreach (var file in files)
        {
            writer.WriteStartElement("file");
            writer.WriteAttributeString("name", Clean(file.Path));
            foreach (var finding in file.Findings)
            {
                var place = file.Source.PositionOf(finding.Span.Start);
                writer.WriteStartElement("error");
                writer.WriteAttributeString("line", place.Line.ToString(CultureInfo.InvariantCulture));
                writer.WriteAttributeString("column", place.Column.ToString(CultureInfo.InvariantCulture));
                writer.WriteAttributeString("severity", SeverityName.Of(finding.Severity));
                writer.WriteAttributeString("message", Clean(finding.Message));
                writer.WriteAttributeString("source", finding.Rule);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.Flush();
        output.WriteLine();
    }

    // XML 1.0 has no way to write most control characters.
    private static string Clean(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
}
