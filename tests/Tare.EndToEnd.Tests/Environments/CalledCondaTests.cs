using System.Text.Json;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Environments;

/// <summary>The binary under the name <c>conda</c>, asked as workflow engines and editors ask it.</summary>
public sealed class CalledCondaTests : IDisposable
{
    private readonly EndToEndChannel _channel = new();

    public CalledCondaTests()
    {
        TareBinary.Require();
        _channel.Folder.Write("root/.condarc", $"channels: [\"{_channel.Url}\"]\n");
        _channel.Folder.Write("root/conda-meta/history", "");
        Directory.CreateDirectory(_channel.Folder["bin"]);
        File.CreateSymbolicLink(_channel.Folder["bin", "conda"], TareBinary.Path);
    }

    public void Dispose() => _channel.Dispose();

    [Fact]
    public void The_version_is_what_scripts_take_apart()
    {
        Line("conda --version").ShouldBe("conda 26.7.1\n");
        Line("conda --version | cut -d' ' -f2 | cut -d. -f1").ShouldBe("26\n");
    }

    [Fact]
    public void Info_has_one_key_a_line_for_awk()
    {
        Line("conda info --json | awk '/conda_prefix/ { gsub(/\"|,/, \"\", $2); print $2 }'").ShouldBe(_channel.Folder["root"] + "\n");
        var info = JsonDocument.Parse(Line("conda info --json")).RootElement;
        foreach (var key in (string[])["conda_prefix", "root_prefix", "envs", "envs_dirs", "pkgs_dirs", "channels", "platform", "conda_version", "default_prefix", "active_prefix", "virtual_pkgs", "config_files", "user_agent"])
        {
            info.TryGetProperty(key, out _).ShouldBeTrue(key);
        }

        info.GetProperty("conda_version").GetString().ShouldBe("26.7.1");
    }

    [Fact]
    public void An_environment_is_made_as_nextflow_and_snakemake_do()
    {
        _channel.Folder.Write("env.yml", $"channels: [\"{_channel.Url}\", nodefaults]\ndependencies: [app=1.0]\n");
        _channel.Folder.Write("specs.txt", "app=2.0\n");
        Line("conda env create --quiet --yes --prefix ./one --file env.yml");
        Line("conda create --yes --quiet --prefix ./two --file specs.txt");
        Line("conda env create --quiet --no-default-packages --prefix ./three --file env.yml --yes");
        Line("conda list --explicit --md5 -p ./one").ShouldContain("@EXPLICIT\n");
        Line("conda list --explicit --md5 -p ./one > pin.txt && conda create --quiet --yes --no-shortcuts --prefix ./four --file pin.txt");
        foreach (var (name, version) in new[] { ("one", "1.0"), ("two", "2.0"), ("three", "1.0"), ("four", "1.0") })
        {
            Line($"conda run --prefix ./{name} --no-capture-output app").ShouldBe($"app {version} of {_channel.Folder[name]}\n");
        }
    }

    [Theory]
    [InlineData("set +u; source $(conda info --json | awk '/conda_prefix/ { gsub(/\"|,/, \"\", $2); print $2 }')/bin/activate \"$PWD/one\"; set -u")]
    [InlineData("source \"$CONDA_ROOT_PREFIX\"/bin/activate './one'")]
    [InlineData(". \"$CONDA_ROOT_PREFIX\"/etc/profile.d/conda.sh && conda activate ./one")]
    public void An_environment_is_entered_as_nextflow_snakemake_and_dockerfiles_do(string enter)
    {
        Line("conda create --yes --quiet --prefix ./one app=1.0");
        Line($"set -eu\n{enter}\napp; echo \"$CONDA_SHLVL $CONDA_PREFIX\"; source \"$CONDA_ROOT_PREFIX\"/bin/deactivate; echo \"$CONDA_SHLVL\"")
            .ShouldBe($"app 1.0 of {_channel.Folder["one"]}\n1 {_channel.Folder["one"]}\n0\n");
    }

    [Fact]
    public void The_list_of_environments_is_that_of_editors()
    {
        Line("conda create --yes --quiet --name e app");
        Line("conda create --yes --quiet --prefix ./elsewhere app");
        var list = JsonDocument.Parse(Line("conda env list --json")).RootElement;
        list.GetProperty("envs").EnumerateArray().Select(e => e.GetString())
            .ShouldBe([_channel.Folder["root"], _channel.Prefix("e"), _channel.Folder["elsewhere"]], ignoreOrder: true);
        Line("conda env list").ShouldContain($"{_channel.Prefix("e")}\n");
        Line("conda run -n e --no-capture-output app").ShouldStartWith("app 2.0");
    }

    [Fact]
    public void Questions_about_the_configuration_are_answered()
    {
        Line("conda config --set channel_priority strict && conda config --get channel_priority").ShouldContain("--set channel_priority strict");
        JsonDocument.Parse(Line("conda config --get channel_priority --json")).RootElement.GetProperty("get").GetProperty("channel_priority").GetString().ShouldBe("strict");
        JsonDocument.Parse(Line("conda config --show --json")).RootElement.GetProperty("channels").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void A_result_in_JSON_says_what_was_done()
    {
        var json = JsonDocument.Parse(Line("conda create --yes --json -n e app")).RootElement;
        json.GetProperty("success").GetBoolean().ShouldBeTrue();
        json.GetProperty("prefix").GetString().ShouldBe(_channel.Prefix("e"));
        json.GetProperty("actions").GetProperty("LINK").GetArrayLength().ShouldBe(2);
    }

    private string Line(string line)
    {
        var path = $"{_channel.Folder["bin"]}:/usr/bin:/bin";
        var variables = _channel.Variables.Where(v => v.Key != "PATH").Select(v => $"{v.Key}={v.Value}");
        var result = Tool.Try("env", ["-i", .. variables, $"PATH={path}", "bash", "-o", "pipefail", "-c", $"cd '{_channel.Folder.Path}'\n{line}"]);
        result.ExitCode.ShouldBe(0, $"{line}: {result.Error}{result.Output}");
        return result.Output;
    }
}
