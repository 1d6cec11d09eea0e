using System.Text;
using System.Text.Json;
using Tare.Cli.Terminals;

namespace Tare.Cli.Views;

/// <summary>Writes one JSON document to standard output.</summary>
internal static class JsonDocumentView
{
    internal static void Write(Terminal terminal, Action<Utf8JsonWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Options))
        {
            content(writer);
        }

        terminal.Output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>An array of texts under a name.</summary>
    internal static void WriteTexts(this Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
