namespace Tare.Cli.Tests.Commands;

public sealed class InfoCommandTests
{
    private static readonly string[] CondasKeys =
    [
        "platform", "conda_version", "conda_env_version", "conda_build_version", "root_prefix", "conda_prefix", "av_data_dir", "av_metadata_url_base", "root_writable",
        "pkgs_dirs", "envs_dirs", "default_prefix", "active_prefix", "active_prefix_name", "conda_shlvl", "channels", "user_rc_path", "rc_path", "sys_rc_path", "offline",
        "envs", "python_version", "requests_version", "user_agent", "conda_location", "config_files", "netrc_file", "virtual_pkgs", "solver", "tmp_dir",
        "notices_cache_dir", "UID", "GID", "sys.version", "sys.prefix", "sys.executable", "site_dirs", "env_vars", "envs_details",
    ];

    [Fact]
    public void Json_has_every_key_of_conda()
    {
        using var machine = new Machine { Program = "/usr/bin/conda" };
        var json = machine.Run("info", "--json").Json;
        CondasKeys.Where(k => !json.TryGetProperty(k, out _)).ShouldBeEmpty();
        json.GetProperty("root_prefix").GetString().ShouldBe("@/root");
        json.GetProperty("tare").GetProperty("root_prefix_reason").GetString().ShouldBe("CONDA_ROOT_PREFIX");
    }

    [Fact]
    public void Environments_are_listed_with_the_active_and_the_frozen_one()
    {
        using var machine = new Machine().File("root/envs/a/conda-meta/history", "").File("root/envs/b/conda-meta/history", "").File("root/envs/b/conda-meta/frozen", "").File("c/conda-meta/history", "");
        machine.With("CONDA_PREFIX", machine.Folder["c"]);
        const string expected = """

            # conda environments:
            #
            # * -> active
            # + -> frozen
                                 *   @/c
            base                     @/root
            a                        @/root/envs/a
            b                      + @/root/envs/b


            """;
        machine.Run("env", "list").Output.ShouldBe(expected);
        machine.Run("info", "--envs").Output.ShouldBe(expected);
        var json = machine.Run("env", "list", "--json").Json;
        json.GetProperty("envs").EnumerateArray().Select(e => e.GetString()).ShouldBe(["@/c", "@/root", "@/root/envs/a", "@/root/envs/b"]);
        json.GetProperty("envs_details").GetProperty("@/root/envs/b").GetProperty("frozen").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void The_time_of_birth_is_told()
    {
        using var machine = new Machine().File("root/conda-meta/created_at", "1795442938.113305");
        machine.Run("env", "list", "--json").Json.GetProperty("envs_details").GetProperty("@/root").GetProperty("created").GetString().ShouldBe("2026-11-23T14:08:58.113305+00:00");
    }

    [Fact]
    public void Variables_show_no_secrets()
    {
        using var machine = new Machine().With("HTTPS_PROXY", "http://u:p@x").With("CONDA_CHANNELS", "https://h/t/tk-7/c").With("CONDA_TOKEN", "zzz");
        var text = machine.Run("info", "--all").Output;
        text.ShouldContain("HTTPS_PROXY: <set>");
        text.ShouldContain("t/<TOKEN>/c");
        text.ShouldNotContain("tk-7");
        text.ShouldNotContain("zzz");
    }

    [Fact]
    public void Base_and_the_reason_are_told()
    {
        using var machine = new Machine();
        machine.Run("info", "--base").Output.ShouldBe("@/root\n");
        machine.Run("info").Output.ShouldContain("     chosen because of : CONDA_ROOT_PREFIX\n");
    }

    [Theory]
    [InlineData("/opt/conda/bin/conda", "conda 26.7.1\n")]
    [InlineData("tare", "tare 0.1.0\n")]
    public void The_version_is_that_of_the_name_it_is_called_by(string program, string text)
    {
        using var machine = new Machine { Program = program };
        machine.Run("--version").Output.ShouldBe(text);
    }
}
