namespace Tare.Conda.Channels;

/// <summary>What the configuration says about the meaning of channel names. The values here are conda's own.</summary>
public sealed record ChannelSettings
{
    /// <summary>Where a bare name lives: <c>channel_alias</c>.</summary>
    public string Alias { get; init; } = "https://conda.anaconda.org";

    /// <summary>The members of the channel called <c>defaults</c>: <c>default_channels</c>.</summary>
    public IReadOnlyList<string> DefaultChannels { get; init; } = ["https://repo.anaconda.com/pkgs/main", "https://repo.anaconda.com/pkgs/r"];

    /// <summary>Names that live elsewhere, and the URL without the name: <c>custom_channels</c>.</summary>
    public IReadOnlyDictionary<string, string> CustomChannels { get; init; } = new Dictionary<string, string> { ["pkgs/pro"] = "https://repo.anaconda.com" };

    /// <summary>Names that stand for several channels: <c>custom_multichannels</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> CustomMultichannels { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Where copies of a channel are, best first: <c>mirrored_channels</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> MirroredChannels { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Former values of the alias: <c>migrated_channel_aliases</c>.</summary>
    public IReadOnlyList<string> MigratedAliases { get; init; } = [];

    /// <summary>Former places of custom channels: <c>migrated_custom_channels</c>.</summary>
    public IReadOnlyDictionary<string, string> MigratedCustomChannels { get; init; } = new Dictionary<string, string>();

    /// <summary>Where not empty, only these channels may be used: <c>allowlist_channels</c>.</summary>
    public IReadOnlyList<string> Allowlist { get; init; } = [];

    /// <summary>Channels that may not be used: <c>denylist_channels</c>.</summary>
    public IReadOnlyList<string> Denylist { get; init; } = [];

    /// <summary>Folders that <c>local</c> stands for: where conda-build leaves packages.</summary>
    public IReadOnlyList<string> LocalFolders { get; init; } = [];

    /// <summary>The subdirs to look into, best first.</summary>
    public IReadOnlyList<string> Subdirs { get; init; } = [Primitives.Platform.Host.Subdir ?? "linux-64", Channels.Subdirs.NoArch];

    /// <summary>What <c>~</c> means in a channel that is a path.</summary>
    public string Home { get; init; } = Environment.GetEnvironmentVariable("HOME") ?? "/";

    /// <summary>What a relative path starts from.</summary>
    public string WorkingDirectory { get; init; } = Environment.CurrentDirectory;
}
