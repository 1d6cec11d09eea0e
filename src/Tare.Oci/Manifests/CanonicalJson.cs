using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tare.Oci.Manifests;

/// <summary>
/// The one way Tare writes a document of an image: UTF-8, no white space, fields in the order of the specification, maps sorted
/// by the ordinal value of their keys, unknown fields last and sorted. Equal values give equal bytes, so equal digests.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    internal static void WriteOptional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    internal static void WriteMap(this Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, value) in map.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    internal static void WriteTexts(this Utf8JsonWriter writer, string name, IReadOnlyList<string>? texts)
    {
        if (texts is null)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    internal static void WriteKeys(this Utf8JsonWriter writer, string name, IReadOnlyList<string> keys)
    {
        if (keys.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var key in keys.Order(StringComparer.Ordinal))
        {
            writer.WriteStartObject(key);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    internal static void WriteDescriptors(this Utf8JsonWriter writer, string name, IReadOnlyList<Descriptor> descriptors)
    {
        writer.WriteStartArray(name);
        foreach (var descriptor in descriptors)
        {
            writer.WriteStartObject();
            descriptor.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    internal static void WriteDescriptor(this Utf8JsonWriter writer, string name, Descriptor? descriptor)
    {
        if (descriptor is not null)
        {
            writer.WriteStartObject(name);
            descriptor.WriteTo(writer);
            writer.WriteEndObject();
        }
    }
}
