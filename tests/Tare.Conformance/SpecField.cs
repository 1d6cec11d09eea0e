using System.Text.Json;
using Tare.Conda.MatchSpecs;

namespace Tare.Conformance;

/// <summary>The fields of a match spec under conda's names.</summary>
internal static class SpecField
{
    internal static string? Of(MatchSpec spec, string field) => field switch
    {
        "name" => spec.Name,
        "version" => spec.Version?.ToString(),
        "build" => spec.Build,
        "build_number" => spec.BuildNumber,
        "channel" => spec.ChannelName,
        "subdir" => spec.Subdir,
        "features" => Words(spec.Fields.Features),
        "track_features" => Words(spec.Fields.TrackFeatures),
        "url" => spec.Fields.Url,
        "fn" => spec.Fields.FileName,
        "md5" => spec.Fields.Md5,
        "sha256" => spec.Fields.Sha256,
        "license" => spec.Fields.License?.ToLowerInvariant(),
        "license_family" => spec.Fields.LicenseFamily?.ToLowerInvariant(),
        "when" => spec.Fields.When,
        "extras" => List(spec.Fields.Extras),
        "flags" => List(spec.Fields.Flags),
        _ => $"unknown field {field}",
    };

    internal static MatchSpecFields With(MatchSpecFields fields, JsonElement kwargs)
    {
        foreach (var argument in kwargs.EnumerateObject())
        {
            var value = argument.Value.ValueKind == JsonValueKind.String ? argument.Value.GetString()! : argument.Value.GetRawText();

            // A tuple of Python, as it was printed.
            value = value.StartsWith('(') ? value.Trim('(', ')').Replace("'", "", StringComparison.Ordinal) : value;
            fields = argument.Name switch
            {
                "name" => fields with { Name = value },
                "version" => fields with { Version = value },
                "build" => fields with { Build = value },
                "build_number" => fields with { BuildNumber = value },
                "channel" => fields with { Channel = value },
                "subdir" => fields with { Subdir = value },
                "features" => fields with { Features = value },
                "track_features" => fields with { TrackFeatures = value },
                "url" => fields with { Url = value },
                "fn" => fields with { FileName = value },
                "md5" => fields with { Md5 = value },
                "sha256" => fields with { Sha256 = value },
                "license" => fields with { License = value },
                "license_family" => fields with { LicenseFamily = value },
                "optional" => fields with { IsOptional = value == "True" },
                "target" => fields with { Target = value },
                _ => fields,
            };
        }

        return fields;
    }

    private static string? Words(string? text) =>
        text is null ? null : string.Join(' ', text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    private static string? List(IReadOnlyList<string>? items) =>
        items is null ? null : $"[{string.Join(", ", items.Order(StringComparer.Ordinal).Select(i => $"'{i}'"))}]";
}
