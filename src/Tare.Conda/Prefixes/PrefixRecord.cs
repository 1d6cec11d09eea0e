namespace Tare.Conda.Prefixes;

/// <summary>An installed package: <c>conda-meta/NAME-VERSION-BUILD.json</c> of an environment.</summary>
public sealed record PrefixRecord
{
    /// <summary>The package's name.</summary>
    public required string Name { get; init; }

    /// <summary>The version, as written.</summary>
    public required string Version { get; init; }

    /// <summary>The build string.</summary>
    public required string Build { get; init; }

    /// <summary>The build number.</summary>
    public long BuildNumber { get; init; }

    /// <summary>The channel as the record has it: a name or an address, with or without the platform.</summary>
    public string? Channel { get; init; }

    /// <summary>The platform folder of the channel.</summary>
    public string? Subdir { get; init; }

    /// <summary>The file name of the package.</summary>
    public string? FileName { get; init; }

    /// <summary>Where it was downloaded from.</summary>
    public string? Url { get; init; }

    /// <summary>MD5 of the package file.</summary>
    public string? Md5 { get; init; }

    /// <summary>SHA-256 of the package file.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Bytes of the package file.</summary>
    public long? Size { get; init; }

    /// <summary>When it was built, in milliseconds since 1970.</summary>
    public long? Timestamp { get; init; }

    /// <summary>What it needs.</summary>
    public IReadOnlyList<string> Depends { get; init; } = [];

    /// <summary>What it goes together with, if that is installed.</summary>
    public IReadOnlyList<string> Constrains { get; init; } = [];

    /// <summary><c>generic</c> or <c>python</c>; null for a package of one platform.</summary>
    public string? Noarch { get; init; }

    /// <summary>The kind of package in conda's words, such as <c>noarch_python</c> or <c>virtual_python_wheel</c>.</summary>
    public string? PackageType { get; init; }

    /// <summary>The licence.</summary>
    public string? License { get; init; }

    /// <summary>The family of the licence.</summary>
    public string? LicenseFamily { get; init; }

    /// <summary>The specs that a user asked for and that brought this package.</summary>
    public IReadOnlyList<string> RequestedSpecs { get; init; } = [];

    /// <summary>The package file in the cache.</summary>
    public string? TarballPath { get; init; }

    /// <summary>The extracted package in the cache.</summary>
    public string? ExtractedFolder { get; init; }

    /// <summary>Where its files come from.</summary>
    public PackageLink? Link { get; init; }

    /// <summary>Its files, relative to the prefix; empty when the record was read for its header only.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The folders and files of Python metadata among its files: <c>…/NAME-VERSION.dist-info</c> and <c>.egg-info</c>.</summary>
    public IReadOnlyList<string> PythonMetadata { get; init; } = [];

    /// <summary>Where a Python package keeps its modules (CEP 17), relative to the prefix.</summary>
    public string? PythonSitePackagesPath { get; init; }

    /// <summary>What is known of each file; empty when the record was read for its header only.</summary>
    public IReadOnlyList<PrefixPath> Paths { get; init; } = [];

    /// <summary>Every other field, as JSON; empty when the record was read for its header only.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> OtherFields { get; init; } = [];

    /// <summary>Where the record was read from.</summary>
    public string? RecordPath { get; init; }

    /// <summary>Bytes of the record's file.</summary>
    public long RecordSize { get; init; }

    /// <summary><c>NAME-VERSION-BUILD</c>.</summary>
    public string DistName => $"{Name}-{Version}-{Build}";
}
