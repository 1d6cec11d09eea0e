using CsCheck;
using Tare.Conda.Configuration;

namespace Tare.Conda.Tests.Configuration;

public sealed class TypeTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData("yes", true)]
    [InlineData("On", true)]
    [InlineData("y", true)]
    [InlineData("1", true)]
    [InlineData("'true'", true)]
    [InlineData("no", false)]
    [InlineData("off", false)]
    [InlineData("0", false)]
    [InlineData("~", false)]
    public void Truth_has_many_spellings(string text, bool value)
    {
        using var machine = new HostBuilder().WithRoot().File("home/.condarc", $"offline: {text}\n");
        machine.Load().Offline.ShouldBe(value);
    }

    [Theory]
    [InlineData("strict", "strict")]
    [InlineData("STRICT", "strict")]
    [InlineData("true", "flexible")]
    [InlineData("false", "disabled")]
    public void Channel_priority_was_a_truth_value_once(string text, string value)
    {
        using var machine = new HostBuilder().WithRoot().File("home/.condarc", $"channel_priority: {text}\n");
        machine.Load().ChannelPriority.ShouldBe(value);
    }

    [Theory]
    [InlineData("remote_max_retries: 1_000", "remote_max_retries", 1000)]
    [InlineData("remote_max_retries: 0x1F", "remote_max_retries", 31)]
    [InlineData("remote_max_retries: 0o17", "remote_max_retries", 15)]
    [InlineData("remote_max_retries: 0b101", "remote_max_retries", 5)]
    [InlineData("remote_max_retries: -1_0", "remote_max_retries", -10)]
    [InlineData("remote_max_retries: 010", "remote_max_retries", 10)]
    [InlineData("remote_max_retries: 1.9", "remote_max_retries", 1)]
    [InlineData("local_repodata_ttl: 1_000", "local_repodata_ttl", 1000)]
    [InlineData("remote_read_timeout_secs: true", "remote_read_timeout_secs", 1)]
    [InlineData("remote_read_timeout_secs: 1_000", "remote_read_timeout_secs", 1000)]
    [InlineData("default_threads: -1", "default_threads", -1)]
    public void Numbers_are_written_as_in_yaml(string text, string key, double value)
    {
        using var machine = new HostBuilder().WithRoot().File("home/.condarc", text);
        machine.Load().Number(key).ShouldBe(value);
    }

    [Theory]
    [InlineData("local_repodata_ttl: ~", "local_repodata_ttl")]
    [InlineData("local_repodata_ttl: none", "local_repodata_ttl")]
    [InlineData("local_repodata_ttl: 1.5", "local_repodata_ttl")]
    [InlineData("channel_priority: ~", "channel_priority")]
    [InlineData("channel_priority: 1", "channel_priority")]
    [InlineData("channel_priority: none", "channel_priority")]
    [InlineData("remote_max_retries: 0o8", "remote_max_retries")]
    [InlineData("remote_max_retries: 0xffffffffffffffffff", "remote_max_retries")]
    [InlineData("remote_max_retries: _1", "remote_max_retries")]
    [InlineData("channel_alias: conda.example", "channel_alias")]
    public void What_conda_refuses_is_refused(string text, string key)
    {
        using var machine = new HostBuilder().WithRoot().File("home/.condarc", text);
        Should.Throw<ConfigurationException>(() => machine.Load().Get(ParameterTable.Find(key)!)).Line.ShouldBe(1);
    }

    [Theory]
    [InlineData("pkgs_dirs: 7", "pkgs_dirs", 1, "`pkgs_dirs` takes a list, not the single value `7`")]
    [InlineData("\nchannels: {a: b}", "channels", 2, "`channels` takes a list, not a map")]
    [InlineData("channels:\n - [a]", "channels", 2, "`channels` takes a single value, not a list")]
    [InlineData("offline: perhaps", "offline", 1, "`offline` is `perhaps`, but takes true or false")]
    [InlineData("remote_max_retries: many", "remote_max_retries", 1, "`remote_max_retries` is `many`, but takes a whole number")]
    [InlineData("channel_priority: wild", "channel_priority", 1, "`channel_priority` is `wild`, but takes one of strict, flexible, disabled")]
    [InlineData("custom_channels: x", "custom_channels", 1, "`custom_channels` takes a map, not the single value `x`")]
    [InlineData("whitelist_channels: [a]\nallowlist_channels: [b]", "allowlist_channels", 2, "means the same as `whitelist_channels` above")]
    public void A_value_of_the_wrong_type_is_refused_with_its_place(string text, string key, int line, string message)
    {
        using var machine = new HostBuilder().WithRoot().File("home/.condarc", text);
        var configuration = machine.Load();
        var error = Should.Throw<ConfigurationException>(() => configuration.Get(ParameterTable.Find(key)!));
        error.Message.ShouldContain(message);
        error.Message.ShouldContain($"{Path.Join(machine.Home, ".condarc")}`, line {line}");
        error.Line.ShouldBe(line);
    }

    [Fact]
    public void A_bad_value_harms_only_those_who_ask_for_it()
    {
        using var machine = new HostBuilder().WithRoot().File("home/.condarc", "offline: perhaps\nquiet: true\n");
        machine.Load().Quiet.ShouldBeTrue();
    }

    [Fact]
    public void A_bad_variable_is_named()
    {
        using var machine = new HostBuilder().WithRoot().With("CONDA_OFFLINE", "perhaps");
        Should.Throw<ConfigurationException>(() => machine.Load().Offline).Message
            .ShouldBe("environment variable CONDA_OFFLINE: is `perhaps`, but takes true or false");
    }

    [Theory]
    [InlineData("a: b\n\tc: d\n")]
    [InlineData("a: [b\n")]
    [InlineData("a: 'b\n")]
    [InlineData("- a\n")]
    [InlineData("just text")]
    [InlineData("a: 1\na: 2\n")]
    [InlineData("a: *nobody\n")]
    [InlineData("a: &x [*x]\n")]
    public void A_file_that_is_no_configuration_is_refused_with_its_name(string text)
    {
        using var machine = new HostBuilder().WithRoot().File("home/.condarc", text);
        Should.Throw<CondaException>(() => machine.Load()).Message.ShouldContain(Path.Join(machine.Home, ".condarc"));
    }

    [Fact]
    public void A_file_of_aliases_of_aliases_is_refused_at_once()
    {
        var bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 12).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 9))}]\n"));
        using var machine = new HostBuilder().WithRoot().File("home/.condarc", bomb);
        Should.Throw<CondaException>(() => machine.Load()).Message.ShouldContain("once its aliases are resolved");
    }

    [Fact]
    public void A_file_of_deep_nesting_is_refused()
    {
        using var machine = new HostBuilder().WithRoot().File("home/.condarc", "a: " + new string('[', 20000));
        Should.Throw<CondaException>(() => machine.Load()).Message.ShouldContain("nested deeper");
    }

    [Fact]
    public void Unknown_keys_are_kept()
    {
        using var machine = new HostBuilder().WithRoot().File("home/.condarc", "my_plugin:\n  x: 1\n");
        machine.Load().Sources.Where(s => s.IsFile).SelectMany(s => s.Keys).ShouldBe(["my_plugin"]);
    }

    [Fact]
    public void Any_bytes_are_a_configuration_or_one_clear_error() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        using var machine = new HostBuilder().WithRoot().File("home/.condarc", "");
        File.WriteAllBytes(Path.Join(machine.Home, ".condarc"), bytes);
        try
        {
            var configuration = machine.Load();
            foreach (var parameter in ParameterTable.All)
            {
                configuration.Get(parameter);
            }
        }
        catch (CondaException)
        {
        }
    }, iter: 200, threads: 1);

    [Fact]
    public void Every_setting_has_a_summary_and_a_default_of_its_own_type()
    {
        using var machine = new HostBuilder().WithRoot();
        var configuration = machine.Load();
        foreach (var parameter in ParameterTable.All)
        {
            parameter.Summary.ShouldNotBeEmpty(parameter.Name);
            configuration.Get(parameter).ShouldNotBeNull(parameter.Name);
        }
    }
}
