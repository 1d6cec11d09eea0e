using Tare.Conda.Configuration;

namespace Tare.Conda.Tests.Configuration;

public sealed class MergeTests
{
    // Weakest first: the system, the root, the user.
    private static HostBuilder Three(string system, string root, string user) => new HostBuilder().WithRoot()
        .File("system/etc/conda/.condarc", system).File("root/.condarc", root).File("home/.condarc", user);

    [Fact]
    public void The_last_source_wins_for_a_single_value()
    {
        using var machine = Three("channel_alias: https://a", "channel_alias: https://b", "channel_alias: https://c");
        machine.Load().ChannelAlias.ShouldBe("https://c");
        machine.With("CONDA_CHANNEL_ALIAS", "https://d").Load().ChannelAlias.ShouldBe("https://d");
    }

    [Fact]
    public void A_final_value_stays()
    {
        using var machine = Three("channel_alias: https://a", "channel_alias: https://b #!final", "channel_alias: https://c");
        machine.With("CONDA_CHANNEL_ALIAS", "https://d").Load().ChannelAlias.ShouldBe("https://b");
    }

    [Fact]
    public void Lists_are_joined_with_the_strongest_source_first()
    {
        using var machine = Three("channels: [a, b]", "channels:\n  - c\n", "channels:\n- d\n- a\n");
        machine.With("CONDA_CHANNELS", "e, f,,").Load().Channels.ShouldBe(["e", "f", "d", "a", "c", "b"]);
    }

    [Fact]
    public void A_final_list_ends_the_joining()
    {
        using var machine = Three("channels: [a]", "channels: #!final\n  - b\n", "channels: [c]");
        machine.Load().Channels.ShouldBe(["b", "a"]);
    }

    [Fact]
    public void Top_and_bottom_items_go_to_the_ends()
    {
        using var machine = Three("channels:\n  - a #!top\n  - b\n", "channels:\n  - c  #!bottom\n  - d\n", "channels:\n  - e\n  - f #!bottom\n");
        machine.Load().Channels.ShouldBe(["a", "e", "d", "b", "f", "c"]);
    }

    [Fact]
    public void Maps_are_joined_key_by_key()
    {
        using var machine = Three("proxy_servers:\n  http: a\n  https: b #!final\n", "proxy_servers: {http: c}", "proxy_servers:\n  https: d\n  ftp: e\n");
        machine.Load().Map("proxy_servers").ShouldBe(new Dictionary<string, string> { ["http"] = "c", ["https"] = "b", ["ftp"] = "e" });
    }

    [Fact]
    public void An_important_variable_beats_nothing_stronger_but_is_kept()
    {
        using var machine = new HostBuilder().WithRoot().With("CONDA_CHANNEL_ALIAS", "https://x !important");
        machine.Load().ChannelAlias.ShouldBe("https://x");
    }

    [Fact]
    public void An_empty_list_adds_nothing()
    {
        using var machine = Three("channels: ~", "channels: []", "channels: [x]");
        machine.Load().Channels.ShouldBe(["x"]);
    }

    [Fact]
    public void The_command_line_is_the_strongest()
    {
        using var machine = Three("", "", "channels: [x]").With("CONDA_CHANNELS", "y");
        var options = new ConfigurationOptions { Settings = [KeyValuePair.Create<string, IReadOnlyList<string>>("channel", ["z", "x"])] };
        machine.Load(options).Channels.ShouldBe(["z", "x", "y"]);
    }

    [Fact]
    public void Without_configuration_packages_come_from_conda_forge()
    {
        using var machine = new HostBuilder().WithRoot();
        machine.Load().Channels.ShouldBe(["conda-forge"]);
    }
}
