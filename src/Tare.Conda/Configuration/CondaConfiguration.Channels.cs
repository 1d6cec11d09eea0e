using Tare.Conda.Channels;

namespace Tare.Conda.Configuration;

public sealed partial class CondaConfiguration
{
    private ChannelResolver? _channelResolver;

    /// <summary>What the names of channels mean here.</summary>
    public ChannelResolver ChannelResolver => _channelResolver ??= new ChannelResolver(new ChannelSettings
    {
        Alias = ChannelAlias,
        DefaultChannels = DefaultChannels,
        CustomChannels = CustomChannels,
        CustomMultichannels = CustomMultichannels,
        MirroredChannels = MirroredChannels,
        MigratedAliases = Texts("migrated_channel_aliases"),
        MigratedCustomChannels = Map("migrated_custom_channels"),
        Allowlist = Texts("allowlist_channels"),
        Denylist = Texts("denylist_channels"),
        Subdirs = Subdirs,
        Home = Host.Home,
        WorkingDirectory = Host.WorkingDirectory,
    });

    /// <summary>The folders of channels to look into, best first.</summary>
    public IReadOnlyList<string> Subdirs => Texts("subdirs") is { Count: > 0 } named ? named : [Subdir, Tare.Conda.Channels.Subdirs.NoArch];
}
