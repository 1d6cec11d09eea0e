using System.Text.Json;
using Tare.Primitives.Json;

namespace Tare.Conda.Records;

/// <summary>What a package makes those need that are built with it (CEP 12): match specs, by when they apply.</summary>
public sealed record RunExports
{
    /// <summary>The JSON property of records that are given with their run exports.</summary>
    public const string Key = "run_exports";

    /// <summary>The file of them: in <c>info</c> of a package, and beside a channel's package list.</summary>
    public const string FileName = "run_exports.json";

    /// <summary>The package exports nothing.</summary>
    public static readonly RunExports None = new();

    /// <summary>Needed at run time by what has the package in its host environment.</summary>
    public IReadOnlyList<string> Weak { get; init; } = [];

    /// <summary>Needed in the host environment and at run time by what has the package in its build environment.</summary>
    public IReadOnlyList<string> Strong { get; init; } = [];

    /// <summary>The only ones that apply to noarch packages.</summary>
    public IReadOnlyList<string> NoArch { get; init; } = [];

    /// <summary>As <see cref="Weak"/>, but constraints.</summary>
    public IReadOnlyList<string> WeakConstrains { get; init; } = [];

    /// <summary>As <see cref="Strong"/>, but constraints.</summary>
    public IReadOnlyList<string> StrongConstrains { get; init; } = [];

    /// <summary>The lists that are not empty, by their JSON name, sorted.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Kinds => new KeyValuePair<string, IReadOnlyList<string>>[]
    {
        new("noarch", NoArch), new("strong", Strong), new("strong_constrains", StrongConstrains), new("weak", Weak), new("weak_constrains", WeakConstrains),
    }.Where(k => k.Value.Count > 0);

    /// <summary>The run exports that a record was given with; null where nobody knows them.</summary>
    public static RunExports? Of(RepoDataRecord record) => record.Other.TryGetValue(Key, out var value) ? Read(value) : null;

    /// <summary>Reads a package's own file; null where it cannot be read.</summary>
    public static RunExports? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return Read(JsonElement.Parse(json));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The framework calls text that is no UTF-8 an invalid operation.
            return null;
        }
    }

    /// <summary>Reads the value of <c>run_exports</c>, where a plain list stands for weak ones; null where it is neither a map nor a list.</summary>
    public static RunExports? Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => new RunExports { Weak = Texts(value) },
        JsonValueKind.Object => new RunExports
        {
            Weak = Texts(value, "weak"),
            Strong = Texts(value, "strong"),
            NoArch = Texts(value, "noarch"),
            WeakConstrains = Texts(value, "weak_constrains"),
            StrongConstrains = Texts(value, "strong_constrains"),
        },
        _ => null,
    };

    /// <summary>The record with these run exports.</summary>
    public RepoDataRecord AddTo(RepoDataRecord record) =>
        record with { Other = new Dictionary<string, JsonElement>(record.Other, StringComparer.Ordinal) { [Key] = ToJson() } };

    /// <summary>Writes the value of <c>run_exports</c>.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, specs) in Kinds)
        {
            writer.WriteTexts(name, specs);
        }

        writer.WriteEndObject();
    }

    private JsonElement ToJson() => JsonElement.Parse(JsonWriting.Bytes(JsonWriting.Compact, Write).Span);

    private static string[] Texts(JsonElement map, string key) => map.TryGetProperty(key, out var value) ? Texts(value) : [];

    private static string[] Texts(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)]
        : [];
}
