using System.Text.Json;
using Tare.Primitives.Json;

namespace Tare.Oci.Manifests;

/// <summary>
/// The one way Tare writes a document of an image: UTF-8, no white space, fields in the order of the specification, maps sorted
/// by the ordinal value of their keys, unknown fields last and sorted. Equal values give equal bytes, so equal digests.
/// </summary>
internal static class CanonicalJson
{
    internal static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write) => JsonWriting.Bytes(JsonWriting.Compact, writer =>
    {
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    });

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

    internal static void WriteOptional(this Utf8JsonWriter writer, string name, IReadOnlyList<string>? texts)
    {
        if (texts is not null)
        {
            writer.WriteTexts(name, texts);
        }
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
