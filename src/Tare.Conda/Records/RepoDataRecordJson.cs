using System.Text.Json;

namespace Tare.Conda.Records;

/// <summary>Reads and writes records as repodata.json, repodata_record.json and conda-meta hold them.</summary>
public static class RepoDataRecordJson
{
    /// <summary>Reads one record; <see cref="CondaException"/> where the name, the version or the build is missing.</summary>
    /// <param name="element">The JSON object.</param>
    /// <param name="fileName">The key under which repodata.json has it, for records that do not say their file name themselves.</param>
    public static RepoDataRecord Read(JsonElement element, string? fileName = null)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new CondaException($"the record of {fileName ?? "a package"} is not a JSON object");
        }

        var other = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (!RepoDataRecordKeys.IsKnown(property.Name))
            {
                other[property.Name] = property.Value.Clone();
            }
        }

        return new RepoDataRecord
        {
            Name = Required(element, "name", fileName),
            Version = Required(element, "version", fileName),
            Build = Text(element, "build") ?? Required(element, "build_string", fileName),
            BuildNumber = Number(element, "build_number") ?? 0,
            Channel = Text(element, "channel") ?? Text(element, "schannel"),
            Subdir = Text(element, "subdir"),
            FileName = Text(element, "fn") ?? fileName!,
            Url = Text(element, "url"),
            Md5 = Text(element, "md5"),
            Sha256 = Text(element, "sha256"),
            Size = Number(element, "size"),
            Timestamp = Milliseconds(element),
            Depends = Texts(element, "depends"),
            Constrains = Texts(element, "constrains"),
            TrackFeatures = Words(element, "track_features"),
            Features = Words(element, "features"),
            NoArch = NoArchOf(element),
            License = Text(element, "license"),
            LicenseFamily = Text(element, "license_family"),
            PythonSitePackagesPath = Text(element, "python_site_packages_path"),
            Other = other,
        };
    }

    /// <summary>Writes the record's properties into an object that is open, sorted as conda sorts what it prints.</summary>
    public static void WriteProperties(Utf8JsonWriter writer, RepoDataRecord record) =>
        Write(writer, record, RepoDataRecordKeys.Written.Concat(record.Other.Keys).Order(StringComparer.Ordinal));

    /// <summary>The same for a record out of a channel's list: what it says of the machine is dropped, as in conda; the subdir says it.</summary>
    public static void WriteListed(Utf8JsonWriter writer, RepoDataRecord record)
    {
        var nothing = JsonElement.Parse("null");
        WriteProperties(writer, record with { Other = new Dictionary<string, JsonElement>(record.Other) { ["arch"] = nothing, ["platform"] = nothing } });
    }

    /// <summary>Writes the record's properties into an object that is open, in the order of conda's files.</summary>
    internal static void WriteForFile(Utf8JsonWriter writer, RepoDataRecord record, Func<string, bool>? leavesOut = null) => Write(
        writer,
        record,
        RepoDataRecordKeys.InFiles.Concat(record.Other.Keys.Except(RepoDataRecordKeys.InFiles, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            .Where(k => leavesOut?.Invoke(k) != true));

    private static void Write(Utf8JsonWriter writer, RepoDataRecord record, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (record.Other.TryGetValue(key, out var other))
            {
                writer.WritePropertyName(key);
                other.WriteTo(writer);
            }
            else
            {
                RepoDataRecordKeys.Write(writer, key, record);
            }
        }
    }

    private static string Required(JsonElement element, string key, string? fileName) => Text(element, key)
        ?? throw new CondaException($"the record of {fileName ?? Text(element, "fn") ?? "a package"} has no `{key}`", "the channel's index is damaged: update it, or tell its owner");

    private static string? Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.TryGetInt64(out var whole) ? whole : (long)Math.Clamp(value.GetDouble(), long.MinValue, long.MaxValue)
            : null;

    // Old records count in seconds; conda takes what is beyond the year 9999 for milliseconds.
    private static long? Milliseconds(JsonElement element) =>
        Number(element, "timestamp") is not { } time ? null : time is > 0 and <= 253_402_300_799 ? time * 1000 : time;

    private static string[] Texts(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)]
            : [];

    // Features are a list, or words in one string.
    private static string[] Words(JsonElement element, string key) => Text(element, key) is { } words
        ? words.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : Texts(element, key);

    // `true` is what packages said before there were kinds.
    private static string? NoArchOf(JsonElement element) =>
        element.TryGetProperty("noarch", out var value) && value.ValueKind == JsonValueKind.True ? "generic" : Text(element, "noarch");
}
