using System.Text.Json;

namespace Tare.Conda.Records;

/// <summary>What a channel says of one package (repodata.json, CEP 36): PackageRecord in conda/models/records.py.</summary>
public sealed record RepoDataRecord
{
    /// <summary>The package's name, in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>The version as the channel writes it.</summary>
    public required string Version { get; init; }

    /// <summary>The build string, such as <c>py312h7900ff3_0</c>.</summary>
    public required string Build { get; init; }

    /// <summary>Decides between builds of one version: higher is preferred.</summary>
    public long BuildNumber { get; init; }

    /// <summary>The channel as conda records it: its base URL or its name; null where nobody knows.</summary>
    public string? Channel { get; init; }

    /// <summary><c>linux-64</c>, <c>noarch</c> ...</summary>
    public string? Subdir { get; init; }

    /// <summary>The channel with the subdir at its end, as conda writes it down.</summary>
    public string? ChannelFolder =>
        Channel is null || Subdir is null || Channel.EndsWith("/" + Subdir, StringComparison.Ordinal) ? Channel : $"{Channel}/{Subdir}";

    /// <summary><c>NAME-VERSION-BUILD</c>, the stem of its archive, its folder in a cache and its record.</summary>
    public string DistName => $"{Name}-{Version}-{Build}";

    /// <summary>The archive's file name; made from name, version and build where the channel does not give one.</summary>
    public string FileName
    {
        get => field ?? DistName;
        init;
    }

    /// <summary>Where the archive is.</summary>
    public string? Url { get; init; }

    /// <summary>32 hex digits.</summary>
    public string? Md5 { get; init; }

    /// <summary>64 hex digits.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The archive's bytes.</summary>
    public long? Size { get; init; }

    /// <summary>When it was built: milliseconds since 1970.</summary>
    public long? Timestamp { get; init; }

    /// <summary>Match specs of what must be installed with it.</summary>
    public IReadOnlyList<string> Depends { get; init; } = [];

    /// <summary>Match specs of what else is installed, where it is.</summary>
    public IReadOnlyList<string> Constrains { get; init; } = [];

    /// <summary>Features that make the solver prefer packages without them.</summary>
    public IReadOnlyList<string> TrackFeatures { get; init; } = [];

    /// <summary>Features of old channels.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary><c>python</c>, <c>generic</c>, or null where the package is for one platform.</summary>
    public string? NoArch { get; init; }

    /// <summary>The license.</summary>
    public string? License { get; init; }

    /// <summary>The license's family.</summary>
    public string? LicenseFamily { get; init; }

    /// <summary>The folder of site-packages below the prefix (CEP 17), on records of python.</summary>
    public string? PythonSitePackagesPath { get; init; }

    /// <summary>What tells variants of a build apart (<c>flags</c>), in the channel's order.</summary>
    internal IEnumerable<string> Flags => Other.TryGetValue("flags", out var flags) && flags.ValueKind == JsonValueKind.Array
        ? flags.EnumerateArray().Where(f => f.ValueKind == JsonValueKind.String).Select(f => f.GetString()!)
        : [];

    /// <summary>Everything else the channel says, as it says it.</summary>
    public IReadOnlyDictionary<string, JsonElement> Other { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary><c>channel/subdir::name-version-build</c>.</summary>
    public override string ToString() =>
        $"{(Channel is null ? "" : $"{Channel}{(Subdir is null ? "" : $"/{Subdir}")}::")}{DistName}";

    /// <inheritdoc/>
    public bool Equals(RepoDataRecord? other) => other is not null && Name == other.Name && Version == other.Version && Build == other.Build
        && BuildNumber == other.BuildNumber && Subdir == other.Subdir && ChannelFolder == other.ChannelFolder && FileName == other.FileName;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Version, Build, Subdir, FileName);
}
