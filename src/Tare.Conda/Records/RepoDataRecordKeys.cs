using System.Text.Json;

namespace Tare.Conda.Records;

/// <summary>The JSON properties that <see cref="RepoDataRecord"/> has members for.</summary>
internal static class RepoDataRecordKeys
{
    internal static readonly string[] Written =
    [
        "build", "build_number", "channel", "constrains", "depends", "features", "fn", "license", "license_family", "md5", "name", "noarch",
        "package_type", "python_site_packages_path", "sha256", "size", "subdir", "timestamp", "track_features", "url", "version",
    ];

    /// <summary>Every key of conda's records in the order of its files (PackageRecord in conda/models/records.py).</summary>
    internal static readonly string[] InFiles =
    [
        "name", "version", "build", "build_number", "channel", "subdir", "fn", "md5", "legacy_bz2_md5", "legacy_bz2_size", "url", "sha256", "arch", "platform",
        "depends", "constrains", "flags", "track_features", "features", "noarch", "preferred_env", "python_site_packages_path", "license", "license_family",
        "package_type", "timestamp", "indexed_timestamp", "date", "size",
    ];

    internal static bool IsKnown(string key) => key is "build_string" or "schannel" || Array.BinarySearch(Written, key, StringComparer.Ordinal) >= 0;

    internal static void Write(Utf8JsonWriter writer, string key, RepoDataRecord record)
    {
        switch (key)
        {
            case "build_number":
                writer.WriteNumber(key, record.BuildNumber);
                break;
            case "size":
                WriteNumber(writer, key, record.Size);
                break;
            case "timestamp":
                WriteNumber(writer, key, record.Timestamp);
                break;
            case "depends":
                WriteList(writer, key, record.Depends);
                break;
            case "constrains":
                WriteList(writer, key, record.Constrains);
                break;
            case "features" when record.Features.Count > 0:
                writer.WriteString(key, string.Join(' ', record.Features));
                break;
            case "track_features" when record.TrackFeatures.Count > 0:
                writer.WriteString(key, string.Join(' ', record.TrackFeatures));
                break;
            default:
                WriteText(writer, key, Text(key, record));
                break;
        }
    }

    private static string? Text(string key, RepoDataRecord record) => key switch
    {
        "build" => record.Build,
        "channel" => record.ChannelFolder,
        "fn" => record.FileName,
        "license" => record.License,
        "license_family" => record.LicenseFamily,
        "md5" => record.Md5,
        "name" => record.Name,
        "noarch" => record.NoArch,
        "package_type" => record.NoArch is { } kind ? $"noarch_{kind}" : null,
        "python_site_packages_path" => record.PythonSitePackagesPath,
        "sha256" => record.Sha256,
        "subdir" => record.Subdir,
        "url" => record.Url,
        "version" => record.Version,
        _ => null,
    };

    private static void WriteText(Utf8JsonWriter writer, string key, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(key, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string key, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(key, number);
        }
    }

    private static void WriteList(Utf8JsonWriter writer, string key, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(key);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
