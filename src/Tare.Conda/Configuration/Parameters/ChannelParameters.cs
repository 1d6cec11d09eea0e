namespace Tare.Conda.Configuration.Parameters;

/// <summary>Where packages come from.</summary>
internal static class ChannelParameters
{
    private static readonly ParameterBuilder Make = new("Channel Configuration");

    internal static readonly Parameter[] All =
    [
        Make.Texts("channels", ["conda-forge"], "Channels to take packages from, the first preferred.", "channel") with { ExpandsVariables = true },
        Make.Text("channel_alias", "https://conda.anaconda.org", "The address that stands before a channel given by name alone.") with { ExpandsVariables = true },
        Make.Make("channel_settings", ParameterKind.Text, ParameterShape.ListOfMaps, SettingValue.EmptyList,
            "Settings of single channels: a list of maps, each with a `channel` and what applies to it.", []),
        Make.Texts("default_channels", ["https://repo.anaconda.com/pkgs/main", "https://repo.anaconda.com/pkgs/r"],
            "The channels that the name `defaults` stands for.") with { ExpandsVariables = true },
        Make.Flag("override_channels_enabled", true, "The option --override-channels may be used."),
        Make.Texts("allowlist_channels", [], "The only channels that may be used; empty allows all.", "whitelist_channels") with { ExpandsVariables = true },
        Make.Texts("denylist_channels", [], "Channels that may not be used.") with { ExpandsVariables = true },
        Make.Map("custom_channels", ParameterKind.Text, "Channel names with the address they live under, the name itself left out.") with
        {
            ExpandsVariables = true,
            Default = new SettingValue.MapValue([KeyValuePair.Create<string, SettingValue>("pkgs/pro", new SettingValue.TextValue("https://repo.anaconda.com"))]),
        },
        Make.MapOfLists("custom_multichannels", "Names that stand for several channels; `local` is reserved.") with { ExpandsVariables = true },
        Make.Texts("migrated_channel_aliases", [], "Former values of channel_alias; packages from there count as the same channel."),
        Make.Map("migrated_custom_channels", ParameterKind.Text, "Former addresses of custom_channels.") with { ExpandsVariables = true },
        Make.MapOfLists("mirrored_channels", "Addresses that carry the same packages as a channel, tried in this order (a setting of mamba)."),
        Make.Flag("add_anaconda_token", true, "Use the token that the anaconda client stored when asking anaconda.org.", "add_binstar_token"),
        Make.Flag("allow_non_channel_urls", false, "Go on with a warning when an address is not a channel."),
        Make.Texts("repodata_fns", ["current_repodata.json", "repodata.json"], "File names of a channel's index, in the order they are tried."),
        Make.NullableFlag("use_only_tar_bz2", "Take only .tar.bz2 packages."),
        Make.Integer("repodata_threads", 0, "Threads that fetch and read indexes; 0 leaves the choice open."),
        Make.Integer("fetch_threads", 0, "Threads that download packages; 0 leaves the choice open."),
        Make.Texts("experimental", [], "Experimental features to switch on."),
        Make.Flag("no_lock", false, "Do not lock the index cache."),
        Make.Flag("repodata_use_zst", true, "Prefer repodata.json.zst where a channel has it."),
        Make.Flag("repodata_use_shards", true, "Prefer a sharded index where a channel has it."),
    ];
}
