using System.Text.Json;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Reporting;

/// <summary>Findings as SARIF 2.1.0 (OASIS Static Analysis Results Interchange Format).</summary>
public static class SarifReport
{
    /// <summary>Writes the document: one run, the rules that found something, a result a finding.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<LintedFile> files, IReadOnlyList<Rule> rules)
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        WriteTool(writer, rules);
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.WriteStartArray("results");
        foreach (var file in files)
        {
            foreach (var finding in file.Findings)
            {
                WriteResult(writer, file, finding);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter writer, IReadOnlyList<Rule> rules)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "tare");
        writer.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Code);
            WriteText(writer, "shortDescription", rule.Summary);
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", Level(rule.Severity));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, LintedFile file, Finding finding)
    {
        var start = file.Source.PositionOf(finding.Span.Start);
        var end = file.Source.PositionOf(finding.Span.End);
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Rule);
        writer.WriteString("level", Level(finding.Severity));
        WriteText(writer, "message", finding.Message);
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", string.Join('/', file.Path.Split('/').Select(Uri.EscapeDataString)));
        writer.WriteEndObject();
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", start.Line);
        writer.WriteNumber("startColumn", start.Column);
        writer.WriteNumber("endLine", end.Line);
        writer.WriteNumber("endColumn", end.Column);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static string Level(Severity severity) => severity == Severity.Info ? "note" : SeverityName.Of(severity);
}
