using Tare.Conda.Channels;

namespace Tare.Conda.EnvironmentFiles;

/// <summary>For whom a file is read.</summary>
public sealed record EnvironmentFileOptions
{
    /// <summary>The platform whose lines count, such as <c>linux-64</c>.</summary>
    public required string Subdir { get; init; }

    /// <summary>What channel names mean.</summary>
    public ChannelResolver Channels { get; init; } = ChannelResolver.Default;

    /// <summary>The environment of a pixi.lock.</summary>
    public string Environment { get; init; } = "default";

    /// <summary>The categories of a conda-lock.yml.</summary>
    public IReadOnlyList<string> Categories { get; init; } = ["main"];

    /// <summary>Environment variables, which channels may name as <c>$NAME</c> and <c>${NAME}</c>.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}
