using Tare.Conda.Configuration;

namespace Tare.Conda.Channels;

/// <summary>The meaning of channel names under a user's configuration.</summary>
public static class ConfiguredChannels
{
    private const string Unix = "https://repo.anaconda.com/pkgs/main https://repo.anaconda.com/pkgs/r";

    /// <summary>A resolver for the configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="subdir">The platform to install for; null for the configured one.</param>
    public static ChannelResolver Resolver(CondaConfiguration configuration, string? subdir = null) => new(Settings(configuration, subdir));

    /// <summary>
    /// The channels to use: those of the command line before those of the configuration, or alone where <paramref name="overrides"/>;
    /// each once. Forbidden ones raise <see cref="ChannelException"/>.
    /// </summary>
    public static IReadOnlyList<Channel> Select(CondaConfiguration configuration, ChannelResolver resolver, IReadOnlyList<string> given, bool overrides = false)
    {
        var names = overrides ? given : [.. given, .. configuration.Channels.Where(c => !given.Contains(c))];
        var channels = names.Distinct(StringComparer.Ordinal).Where(n => n != "nodefaults").Select(resolver.Resolve).Where(c => !c.IsUnknown).ToList();
        resolver.Demand(channels);
        return channels;
    }

    /// <summary>The settings that <see cref="ChannelResolver"/> goes by.</summary>
    public static ChannelSettings Settings(CondaConfiguration configuration, string? subdir = null)
    {
        var platform = subdir ?? configuration.Text("subdir");
        platform = platform.Length > 0 ? platform : Primitives.Platform.Host.Subdir ?? "linux-64";
        var members = configuration.DefaultChannels;
        return new ChannelSettings
        {
            Alias = configuration.ChannelAlias,
            DefaultChannels = platform.StartsWith("win-", StringComparison.Ordinal) && string.Join(' ', members) == Unix
                ? [.. members, "https://repo.anaconda.com/pkgs/msys2"]
                : members,
            CustomChannels = configuration.CustomChannels,
            CustomMultichannels = configuration.CustomMultichannels,
            MirroredChannels = configuration.MirroredChannels,
            MigratedAliases = configuration.Texts("migrated_channel_aliases"),
            MigratedCustomChannels = configuration.Map("migrated_custom_channels"),
            Allowlist = configuration.Texts("allowlist_channels"),
            Denylist = configuration.Texts("denylist_channels"),
            Subdirs = platform == Channels.Subdirs.NoArch ? [platform] : [platform, Channels.Subdirs.NoArch],
            LocalFolders = LocalFolders(configuration),
            Home = configuration.Host.Home,
            WorkingDirectory = configuration.Host.WorkingDirectory,
        };
    }

    // Where conda-build leaves what it builds; only folders that are there count.
    private static string[] LocalFolders(CondaConfiguration configuration)
    {
        string[] candidates =
        [
            configuration.Host["CONDA_BLD_PATH"] ?? "",
            Path.Join(configuration.Root.Path, "conda-bld"),
            Path.Join(configuration.Host.Home, "conda-bld"),
        ];
        return [.. candidates.Where(c => c.Length > 0 && Directory.Exists(c)).Distinct(StringComparer.Ordinal)];
    }
}
