using Tare.Primitives;

namespace Tare.Conda.MatchSpecs;

/// <summary>The parts of a match spec as text, before they become patterns. What is null is not asked about.</summary>
public sealed record MatchSpecFields
{
    /// <summary>The package; <c>*</c> for any.</summary>
    public string? Name { get; init; }

    /// <summary>A channel's name or URL, perhaps with a subdir.</summary>
    public string? Channel { get; init; }

    /// <summary>The subdir.</summary>
    public string? Subdir { get; init; }

    /// <summary>The namespace between two colons; conda reads it and asks nothing with it.</summary>
    public string? Namespace { get; init; }

    /// <summary>A version constraint.</summary>
    public string? Version { get; init; }

    /// <summary>A build string or a pattern of it.</summary>
    public string? Build { get; init; }

    /// <summary>A number, or a comparison such as <c>&gt;=2</c>.</summary>
    public string? BuildNumber { get; init; }

    /// <summary>Words with spaces or commas between them.</summary>
    public string? TrackFeatures { get; init; }

    /// <summary>Words with spaces or commas between them.</summary>
    public string? Features { get; init; }

    /// <summary>The archive's URL, without tokens and passwords.</summary>
    public string? Url
    {
        get;
        init => field = value is null || value.StartsWith("file:", StringComparison.Ordinal) ? value : UrlCredentials.Remove(value);
    }

    /// <summary>The archive's MD5.</summary>
    public string? Md5 { get; init; }

    /// <summary>The archive's SHA-256.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The license or a pattern of it.</summary>
    public string? License { get; init; }

    /// <summary>The license's family or a pattern of it.</summary>
    public string? LicenseFamily { get; init; }

    /// <summary>The archive's file name.</summary>
    public string? FileName { get; init; }

    /// <summary>The condition under which a dependency holds.</summary>
    public string? When { get; init; }

    /// <summary>Optional groups of dependencies.</summary>
    public IReadOnlyList<string>? Extras { get; init; }

    /// <summary>Variants of a build.</summary>
    public IReadOnlyList<string>? Flags { get; init; }

    /// <summary>The package need not be installed: the spec constrains it where it is.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The package to keep if that is possible: <c>name-version-build</c>.</summary>
    public string? Target { get; init; }

    internal bool IsNameOnly => (Channel ?? Subdir ?? Version ?? Build ?? BuildNumber ?? TrackFeatures ?? Features ?? Url ?? Md5 ?? Sha256 ?? License ?? LicenseFamily
        ?? FileName ?? When) is null && Extras is null && Flags is null;

    /// <summary>Sets the field that brackets call so; false where there is none of that name.</summary>
    internal bool TrySet(string key, string value, out MatchSpecFields fields)
    {
        fields = key switch
        {
            "name" => Name is null ? this with { Name = value } : this,
            "channel" => this with { Channel = value },
            "subdir" => this with { Subdir = value },
            "version" => this with { Version = value },
            "build" or "build_string" => this with { Build = value },
            "build_number" => this with { BuildNumber = value },
            "track_features" => this with { TrackFeatures = value },
            "features" => this with { Features = value },
            "url" => this with { Url = value },
            "md5" => this with { Md5 = value },
            "sha256" => this with { Sha256 = value },
            "license" => this with { License = value },
            "license_family" => this with { LicenseFamily = value },
            "fn" => this with { FileName = value },
            "when" => this with { When = value },
            "target" => this with { Target = value },
            "optional" => this with { IsOptional = value is "True" or "true" or "1" },
            _ => this,
        };
        return !ReferenceEquals(fields, this) || key == "name";
    }
}
