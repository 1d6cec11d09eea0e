using System.Text.Json;

namespace Tare.Oci.Manifests;

/// <summary>
/// The fields of a JSON object that this version does not know. They are kept and written again: the specification lets others add
/// fields, and a tool that drops them damages the image.
/// </summary>
public sealed class JsonFields
{
    private readonly (string Name, JsonElement Value)[] _fields;

    private JsonFields((string Name, JsonElement Value)[] fields) => _fields = fields;

    /// <summary>No fields.</summary>
    public static JsonFields None { get; } = new([]);

    /// <summary>The same with one field set.</summary>
    public JsonFields With(string name, JsonElement value) =>
        new([.. _fields.Where(f => f.Name != name).Append((Name: name, Value: value.Clone())).OrderBy(f => f.Name, StringComparer.Ordinal)]);

    internal static JsonFields Except(JsonElement parent, params ReadOnlySpan<string> known)
    {
        List<(string Name, JsonElement Value)>? fields = null;
        foreach (var property in parent.EnumerateObject())
        {
            if (!known.Contains(property.Name) && property.Value.ValueKind != JsonValueKind.Null)
            {
                RequireText(property.Value);
                (fields ??= []).Add((property.Name, property.Value.Clone()));
            }
        }

        return fields is null ? None : new JsonFields([.. fields.OrderBy(f => f.Name, StringComparer.Ordinal)]);
    }

    // Half of a surrogate pair, escaped, is found only when a string is taken; it must be found on reading, not on writing.
    private static void RequireText(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    RequireText(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    _ = property.Name;
                    RequireText(property.Value);
                }

                break;
        }
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        foreach (var (name, value) in _fields)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }
}
