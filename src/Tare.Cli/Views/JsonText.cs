using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tare.Cli.Views;

/// <summary>How every JSON document of Tare is laid out: two spaces, and letters as they are.</summary>
internal static class JsonText
{
    internal static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one document and a line end.</summary>
    internal static void Write(TextWriter output, Action<Utf8JsonWriter> document)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            document(writer);
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    /// <summary>The same, for documents that hold names from a disk: bytes outside UTF-8 appear as Python writes them.</summary>
    internal static readonly JsonWriterOptions PathOptions = Options with { Encoder = new SurrogateEscapes() };
}
