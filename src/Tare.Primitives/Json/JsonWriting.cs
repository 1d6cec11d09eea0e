using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tare.Primitives.Json;

/// <summary>Writes JSON documents in memory.</summary>
public static class JsonWriting
{
    /// <summary>Two spaces, line feeds, and no letter escaped that need not be: conda's layout.</summary>
    public static JsonWriterOptions Indented { get; } = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>No white space, and no letter escaped that need not be.</summary>
    public static JsonWriterOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The UTF-8 bytes of a document, without a line end.</summary>
    public static ReadOnlyMemory<byte> Bytes(JsonWriterOptions layout, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, layout))
        {
            write(writer);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The text of a document, without a line end.</summary>
    public static string Text(JsonWriterOptions layout, Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(Bytes(layout, write).Span);

    /// <summary>Writes an array of texts under a name.</summary>
    public static void WriteTexts(this Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes a text under a name; nothing where there is none.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
