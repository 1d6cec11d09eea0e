using Tare.Cli.Terminals;
using Tare.Dockerfile.Fixing;

namespace Tare.Cli.Views;

/// <summary>Tells what was repaired in files, or would be, and what of them could not be read.</summary>
internal static class RepairView
{
    /// <summary>One file's lines, as talk.</summary>
    internal static void Write(Terminal terminal, string name, FixResult result, bool isWritten)
    {
        var verb = isWritten ? "repaired" : "would repair";
        foreach (var (rule, description, times) in Repairs(result))
        {
            terminal.Error.WriteLine($"{name}: {verb} {rule}: {description}" + (times > 1 ? $" ({times} times)" : ""));
        }

        if (result.Unread is [var first, ..])
        {
            var place = result.Text.PositionOf(first.Span.Start);
            var more = result.Unread.Count > 1 ? $", and {result.Unread.Count - 1} more like it" : "";
            terminal.Error.WriteLine($"{name}:{place.Line}:{place.Column}: error: {Printable.Text(first.Message)}{more}");
        }
    }

    /// <summary>All files: <c>{"files": [{"file", "repairs": [{"rule", "description", "times"}], "errors": [{"message", "line", "column"}]}], "written", "success"}</c>.</summary>
    internal static void WriteJson(Terminal terminal, IReadOnlyList<(string Name, FixResult Result)> files, bool isWritten) => JsonText.Write(terminal.Output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("files");
        foreach (var (name, result) in files)
        {
            writer.WriteStartObject();
            writer.WriteString("file", name);
            writer.WriteStartArray("repairs");
            foreach (var (rule, description, times) in Repairs(result))
            {
                writer.WriteStartObject();
                writer.WriteString("rule", rule);
                writer.WriteString("description", description);
                writer.WriteNumber("times", times);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("errors");
            foreach (var error in result.Unread)
            {
                var place = result.Text.PositionOf(error.Span.Start);
                writer.WriteStartObject();
                writer.WriteString("message", error.Message);
                writer.WriteNumber("line", place.Line);
                writer.WriteNumber("column", place.Column);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("written", isWritten);
        writer.WriteBoolean("success", files.All(f => f.Result.Unread.Count == 0));
        writer.WriteEndObject();
    });

    private static IEnumerable<(string Rule, string Description, int Times)> Repairs(FixResult result) =>
        result.Applied.GroupBy(f => (f.Rule, f.Fix!.Description)).Select(g => (g.Key.Rule, g.Key.Description, g.Count()));
}
