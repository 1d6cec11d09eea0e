using System.Text.Json;

namespace Tare.Dockerfile.Reporting;

/// <summary>Findings as one JSON document.</summary>
public static class JsonReport
{
    /// <summary>Writes <c>{"findings": [...]}</c>; <c>fix</c> is null or <c>{"description", "safe"}</c>.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<LintedFile> files)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("findings");
        foreach (var file in files)
        {
            foreach (var finding in file.Findings)
            {
                var place = file.Source.PositionOf(finding.Span.Start);
                writer.WriteStartObject();
                writer.WriteString("rule", finding.Rule);
                writer.WriteString("severity", SeverityName.Of(finding.Severity));
                writer.WriteString("message", finding.Message);
                writer.WriteString("file", file.Path);
                writer.WriteNumber("line", place.Line);
                writer.WriteNumber("column", place.Column);
                if (finding.Fix is { } fix)
                {
                    writer.WriteStartObject("fix");
                    writer.WriteString("description", fix.Description);
                    writer.WriteBoolean("safe", fix.IsSafe);
                    writer.WriteEndObject();
                }
                else
                {
                    writer.WriteNull("fix");
                }

                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
