namespace Tare.Images.Inspection;

/// <summary>A package that a record inside the image speaks of.</summary>
public sealed record InstalledPackage
{
    /// <summary>Whose record it is.</summary>
    public required PackageKind Kind { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Version; empty where the record does not say.</summary>
    public string Version { get; init; } = "";

    /// <summary>conda's build string; else empty.</summary>
    public string Build { get; init; } = "";

    /// <summary>conda's channel, such as <c>conda-forge</c> or <c>pkgs/main</c>; <c>pypi</c>; <c>deb</c>.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The root of the environment, an id of the path table.</summary>
    public required int Environment { get; init; }

    /// <summary>The paths it owns, as ids of the path table.</summary>
    public required int[] Files { get; init; }

    /// <summary>The record: number of its entry through all layers.</summary>
    public int Record { get; init; } = -1;

    /// <summary>It comes from Anaconda's own channels, whose terms ask companies to pay.</summary>
    public bool IsFromDefaults => Kind == PackageKind.Conda && (Channel.StartsWith("pkgs/", StringComparison.Ordinal) || Channel is "defaults" or "anaconda");

    /// <summary>Name and version as people write them.</summary>
    public override string ToString() => Version.Length == 0 ? Name : $"{Name} {Version}";
}
