namespace Tare.Cli.Tests.Commands;

public sealed class ConfigCommandTests
{
    [Fact]
    public void Show_prints_values_as_conda_does()
    {
        using var machine = new Machine().File("home/.condarc", "channels: [a]\noffline: yes\nproxy_servers: {http: h}\n");
        machine.Run("config", "--show", "offline", "channels", "always_yes", "proxy_servers", "remote_read_timeout_secs", "verbose", "custom_channels").Output.ShouldBe("""
            always_yes: None
            channels:
              - a
            custom_channels:
              pkgs/main: https://repo.anaconda.com
              pkgs/r: https://repo.anaconda.com
              pkgs/pro: https://repo.anaconda.com
            offline: True
            proxy_servers:
              http: h
            remote_read_timeout_secs: 60.0
            verbosity: 0

            """);
    }

    [Fact]
    public void Show_hides_tokens_and_passwords()
    {
        using var machine = new Machine().File("home/.condarc", "channels: ['https://u:secret@h/t/tk-1/x']\n");
        foreach (var words in (string[][])[["config", "--show"], ["config", "--show-sources"], ["config", "--get"], ["config", "--show", "--json"]])
        {
            var answer = machine.Run(words);
            answer.Output.ShouldContain("https://***@h/t/<TOKEN>/x");
            answer.Output.ShouldNotContain("secret");
            answer.Output.ShouldNotContain("tk-1");
        }
    }

    [Fact]
    public void Show_sources_names_each_place()
    {
        using var machine = new Machine().File("home/.condarc", "yes: true\nmine: {a: [b]}\n").With("CONDA_CHANNELS", "x,y");
        machine.Run("config", "--show-sources").Output.ShouldBe("""
            ==> @/home/.condarc <==
            always_yes: True
            mine:
              a: 
                - b

            ==> envvars <==
            channels:
              - x
              - y
            root_prefix: @/root


            """);
    }

    [Fact]
    public void Add_puts_first_and_append_puts_last()
    {
        using var machine = new Machine();
        machine.Run("config", "--add", "channels", "a", "--add", "channels", "b").Status.ShouldBe(0);
        machine.Run("config", "--append", "channels", "c").Status.ShouldBe(0);
        machine.Run("config", "--get").Output.ShouldBe("--add channels 'c'   # lowest priority\n--add channels 'a'\n--add channels 'b'   # highest priority\n");
    }

    [Fact]
    public void Adding_what_is_there_warns_and_moves_it()
    {
        using var machine = new Machine().File("home/.condarc", "channels: [a, b]\n");
        machine.Run("config", "--add", "channels", "b").Error.ShouldBe("Warning: 'b' already in 'channels' list, moving to the top\n");
        File.ReadAllText(machine.Folder["home/.condarc"]).ShouldBe("channels:\n  - b\n  - a\n");
    }

    [Fact]
    public void Set_writes_the_type_of_the_setting()
    {
        using var machine = new Machine();
        machine.Run("config", "--set", "offline", "yes", "--set", "proxy_servers.http", "h:1", "--set", "add_binstar_token", "no", "--set", "channel_priority", "STRICT").Status.ShouldBe(0);
        File.ReadAllText(machine.Folder["home/.condarc"]).ShouldBe("offline: true\nproxy_servers:\n  http: h:1\nadd_anaconda_token: false\nchannel_priority: strict\n");
    }

    [Theory]
    [InlineData("--system", "root/.condarc")]
    [InlineData("--env", "env/.condarc")]
    [InlineData("--file=other.yml", "other.yml")]
    public void The_file_to_write_can_be_chosen(string option, string file)
    {
        using var machine = new Machine();
        Directory.CreateDirectory(machine.Folder["env"]);
        machine.With("CONDA_PREFIX", machine.Folder["env"]).Run("config", option, "--set", "quiet", "true").Status.ShouldBe(0);
        File.ReadAllText(machine.Folder[file]).ShouldBe("quiet: true\n");
    }

    [Fact]
    public void Standard_input_is_taken_over()
    {
        using var machine = new Machine().File("home/.condarc", "# top\nquiet: false # q\n");
        machine.Answer(["config", "--stdin"], "quiet: true\nchannels: [x]\n").Status.ShouldBe(0);
        File.ReadAllText(machine.Folder["home/.condarc"]).ShouldBe("# top\nquiet: true  # q\nchannels:\n  - x\n");
    }

    [Theory]
    [InlineData(1, "hint: `channels` is a list: `--add channels VALUE`", "--set", "channels", "x")]
    [InlineData(1, "hint: `offline` has one value: `--set offline VALUE`", "--add", "offline", "x")]
    [InlineData(1, "hint: `proxy_servers` is a map: `--set proxy_servers.NAME VALUE`", "--set", "proxy_servers", "x")]
    [InlineData(1, "hint: did you mean `channels`?", "--set", "chanels", "x")]
    [InlineData(1, "hint: `tare config --get` shows what `@/home/.condarc` says", "--remove-key", "nope")]
    [InlineData(1, "'bogus': unknown parameter", "--set", "bogus", "1")]
    [InlineData(1, "takes true or false", "--set", "offline", "perhaps")]
    [InlineData(1, "'channels': undefined in config", "--remove", "channels", "z")]
    [InlineData(1, "'nope': undefined in config", "--remove-key", "nope")]
    [InlineData(1, "Key 'offline' is not a known sequence parameter", "--add", "offline", "x")]
    [InlineData(2, "Invalid configuration parameters: bogus", "--show", "bogus")]
    [InlineData(2, "not allowed with argument", "--show-sources", "--validate")]
    [InlineData(2, "takes a key and a value", "--set", "a", "b", "c")]
    public void What_cannot_be_done_is_refused_and_the_file_stays(int status, string message, params string[] words)
    {
        using var machine = new Machine().File("home/.condarc", "quiet: true\n");
        var answer = machine.Run(["config", .. words]);
        answer.Status.ShouldBe(status);
        answer.Error.ShouldContain(message);
        File.ReadAllText(machine.Folder["home/.condarc"]).ShouldBe("quiet: true\n");
    }

    [Fact]
    public void Json_has_condas_shape()
    {
        using var machine = new Machine().File("home/.condarc", "channels: [a]\n");
        var json = machine.Run("config", "--get", "channels", "--json").Json;
        json.GetProperty("success").GetBoolean().ShouldBeTrue();
        json.GetProperty("rc_path").GetString().ShouldBe("@/home/.condarc");
        json.GetProperty("get").GetProperty("channels")[0].GetString().ShouldBe("a");
        var error = machine.Run("config", "--remove-key", "nope", "--json").Json;
        error.GetProperty("exception_name").GetString().ShouldBe("CondaKeyError");
    }

    [Fact]
    public void Validate_finds_the_line()
    {
        using var machine = new Machine().File("home/.condarc", "quiet: true\npkgs_dirs: 7\n");
        var answer = machine.Run("config", "--validate");
        answer.Status.ShouldBe(1);
        answer.Error.ShouldStartWith("error: `@/home/.condarc`, line 2: `pkgs_dirs` takes a list, not the single value `7`\nhint: ");
    }

    [Fact]
    public void Describe_and_write_default_cover_every_documented_setting()
    {
        using var machine = new Machine();
        machine.Run("config", "--describe", "yes").Output.ShouldContain("# # always_yes (NoneType, bool)\n# #   aliases: yes\n");
        machine.Run("config", "--write-default").Status.ShouldBe(0);
        machine.Run("config", "--validate").Status.ShouldBe(0);
        machine.Run("config", "--write-default").Status.ShouldBe(1);
        machine.Run("config", "--describe", "--json").Json.GetArrayLength().ShouldBeGreaterThan(80);
    }
}
