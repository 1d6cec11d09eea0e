using Tare.Oci.Manifests;
using Tare.Primitives.Json;

namespace Tare.Oci.Configs;

/// <summary>How one layer, or one step that made no layer, came to be.</summary>
public sealed record HistoryEntry
{
    /// <summary>When, as written (RFC 3339, up to nanoseconds).</summary>
    public string? Created { get; init; }

    /// <summary>The command.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Who.</summary>
    public string? Author { get; init; }

    /// <summary>A remark, such as <c>buildkit.dockerfile.v0</c>.</summary>
    public string? Comment { get; init; }

    /// <summary>The step made no layer.</summary>
    public bool EmptyLayer { get; init; }

    /// <summary>Fields this version does not know.</summary>
    public JsonFields OtherFields { get; init; } = JsonFields.None;

    internal static HistoryEntry Read(JsonObjectReader reader) => new()
    {
        Created = reader.Text("created"),
        CreatedBy = reader.Text("created_by"),
        Author = reader.Text("author"),
        Comment = reader.Text("comment"),
        EmptyLayer = reader.Flag("empty_layer"),
        OtherFields = JsonFields.Except(reader.Element, "created", "created_by", "author", "comment", "empty_layer"),
    };

    internal void WriteTo(System.Text.Json.Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteOptional("created", Created);
        writer.WriteOptional("created_by", CreatedBy);
        writer.WriteOptional("author", Author);
        writer.WriteOptional("comment", Comment);
        if (EmptyLayer)
        {
            writer.WriteBoolean("empty_layer", true);
        }

        OtherFields.WriteTo(writer);
        writer.WriteEndObject();
    }
}
