using System.Text.Json;
using Tare.Primitives.Json;

namespace Tare.Cli.Views;

/// <summary>How the JSON documents of Tare are printed.</summary>
internal static class JsonText
{
    /// <summary>The layout of documents that hold names from a disk: bytes outside UTF-8 appear as Python writes them.</summary>
    internal static readonly JsonWriterOptions PathOptions = JsonWriting.Indented with { Encoder = new SurrogateEscapes() };

    /// <summary>Writes one document and a line end.</summary>
    internal static void Write(TextWriter output, Action<Utf8JsonWriter> document) => output.WriteLine(JsonWriting.Text(JsonWriting.Indented, document));
}
