namespace Tare.Conda.EnvironmentFiles;

/// <summary>How an environment is described.</summary>
public sealed record EnvironmentExportOptions
{
    /// <summary>Only what was asked for, as it was asked for.</summary>
    public bool FromHistory { get; init; }

    /// <summary>With build strings, which fit one platform only.</summary>
    public bool HasBuilds { get; init; } = true;

    /// <summary>The configured channels are named, not those that packages came from.</summary>
    public bool IgnoreChannels { get; init; }

    /// <summary>For other machines: without the prefix.</summary>
    public bool IsPortable { get; init; }
}
