using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Commands;

public sealed class DockerfileCommandTests : IDisposable
{
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    private string Read(string name) => File.ReadAllText(_machine.Folder[name]);

    [Fact]
    public void Fix_shows_what_would_change_and_changes_nothing()
    {
        _machine.File("Dockerfile", "FROM a:1\nRUN conda install b\n");
        var answer = _machine.Run("dockerfile", "fix", "--select", "TD2011");
        answer.Output.ShouldBe("--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,2 +1,2 @@\n FROM a:1\n-RUN conda install b\n+RUN conda install -y b\n");
        answer.Error.ShouldBe("Dockerfile: would repair TD2011: add `-y`\n");
        Read("Dockerfile").ShouldBe("FROM a:1\nRUN conda install b\n");
    }

    [Fact]
    public void Fix_repairs_both_kinds_of_files()
    {
        _machine.File("Dockerfile", "FROM a:1\nRUN conda install b\n").File("environment.yml", "name: a\ndependencies:\n- conda-forge::b=1\nprefix: /x\n");
        _machine.Run("dockerfile", "fix", "--write", "--select", "TD2011,TD4005").Status.ShouldBe(0);
        Read("Dockerfile").ShouldBe("FROM a:1\nRUN conda install -y b\n");
        Read("environment.yml").ShouldBe("name: a\ndependencies:\n- conda-forge::b=1\n");
    }

    [Fact]
    public void Fix_passes_standard_input_on_repaired()
    {
        _machine.Answer(["dockerfile", "fix", "--write", "-"], "FROM a:1\nRUN conda list\n").Output.ShouldBe("FROM a:1\nRUN conda list\n");
        _machine.Answer(["dockerfile", "fix", "--write", "-"], "name: a\nprefix: /x\n").Output.ShouldBe("name: a\n");
    }

    [Fact]
    public void Fix_says_once_that_there_is_nothing_to_repair()
    {
        _machine.File("a/Dockerfile", "FROM a:1\n").File("b/Dockerfile", "FROM a:1\n");
        _machine.Run("dockerfile", "fix", "a/Dockerfile").Error.ShouldBe("a/Dockerfile: nothing to repair\n");
        _machine.Run("dockerfile", "fix", "a", "b").Error.ShouldBe("2 files, nothing to repair\n");
    }

    [Theory]
    [InlineData("environment.yml", "name: x\n dependencies:\n- a\n", "environment.yml:2:14: error: this is not YAML")]
    [InlineData("Dockerfile", "FROM a:1\nRNU b\nCPOY c\n", "Dockerfile:2:1: error: `RNU` is not a Dockerfile instruction, and 1 more like it\n")]
    public void Fix_says_what_it_could_not_read(string name, string text, string says)
    {
        var answer = _machine.File(name, text).Run("dockerfile", "fix", "--select", "TD1001,TD4005");
        answer.Status.ShouldBe(1);
        answer.Error.ShouldStartWith(says);
        answer.Error.ShouldNotContain("nothing to repair");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fix_answers_with_one_document_and_no_talk_where_JSON_is_asked_for(bool isWritten)
    {
        _machine.File("Dockerfile", "FROM a:1\nRUN conda install b\nRUN conda install c\n").File("environment.yml", "name: x\n dependencies:\n- a\n");
        var answer = _machine.Run(["dockerfile", "fix", "--select", "TD2011", "--json", .. isWritten ? new[] { "--write" } : []]);
        answer.Status.ShouldBe(1);
        answer.Error.ShouldBeEmpty();
        var files = answer.Json.GetProperty("files");
        var repair = files[0].GetProperty("repairs")[0];
        (repair.GetProperty("rule").GetString(), repair.GetProperty("times").GetInt32()).ShouldBe(("TD2011", 2));
        files[1].GetProperty("errors")[0].GetProperty("line").GetInt32().ShouldBe(2);
        answer.Json.GetProperty("written").GetBoolean().ShouldBe(isWritten);
        Read("Dockerfile").Contains("install -y", StringComparison.Ordinal).ShouldBe(isWritten);
    }

    [Fact]
    public void Fix_does_not_mix_the_file_and_JSON_on_standard_output() => _machine.Answer(["dockerfile", "fix", "--write", "--json", "-"], "FROM a:1\n").Status.ShouldBe(2);

    [Fact]
    public void Fix_refuses_to_show_and_write_at_once() => _machine.File("Dockerfile", "FROM a\n").Run("dockerfile", "fix", "--write", "--diff").Status.ShouldBe(2);

    [Fact]
    public void Init_writes_a_lock_that_the_Dockerfile_installs()
    {
        Environment("[app]");
        _machine.Run("dockerfile", "init", "--platform", "linux-64", "--for", "api").Status.ShouldBe(0);
        Read("environment.lock").ShouldMatch(@"@EXPLICIT\nfile://.*/lib-2.0-0.conda#sha256:[0-9a-f]{64}\nfile://.*/app-1.0-0.conda#sha256:[0-9a-f]{64}\n$");
        Read("Dockerfile").ShouldContain("source=environment.lock,target=/tmp/environment.lock");
        Read(".dockerignore").ShouldContain("**/__pycache__");
    }

    [Fact]
    public void Init_solves_for_the_GPU_only_where_one_is_asked_for()
    {
        Environment("[gpu]");
        _machine.Run("dockerfile", "init", "--platform", "linux-64").Error.ShouldContain("warning: no lock was made");
        File.Exists(_machine.Folder["environment.lock"]).ShouldBeFalse();
        _machine.Run("dockerfile", "init", "--platform", "linux-64", "--gpu", "--force").Error.ShouldContain("wrote environment.lock");
    }

    [Fact]
    public void Init_leaves_an_environment_with_a_pip_section_to_each_build()
    {
        Environment("[app, pip, {pip: [x]}]");
        var answer = _machine.Run("dockerfile", "init", "--platform", "linux-64");
        answer.Error.ShouldContain("warning: a lock cannot hold the pip section");
        Read("Dockerfile").ShouldContain("source=environment.yml,target=/tmp/environment.yml");
    }

    [Fact]
    public void Init_writes_nothing_where_one_of_its_files_is_there()
    {
        Environment("[app]");
        _machine.File(".dockerignore", "mine\n");
        var answer = _machine.Run("dockerfile", "init", "--platform", "linux-64");
        answer.Status.ShouldBe(2);
        answer.Error.ShouldContain("`.dockerignore` is there already");
        File.Exists(_machine.Folder["Dockerfile"]).ShouldBeFalse();
        Read(".dockerignore").ShouldBe("mine\n");
    }

    [Fact]
    public void Init_needs_the_environment_file()
    {
        var answer = _machine.Run("dockerfile", "init");
        answer.Status.ShouldBe(2);
        answer.Error.ShouldContain("there is no file `environment.yml`");
    }

    private void Environment(string dependencies)
    {
        var channel = new ChannelFolder(_machine.Folder["channel"]);
        channel.Add(new TestPackage(new PackageFields("app", "1.0", "0") { Depends = ["lib >=1"] }));
        channel.Add(new TestPackage("lib", "2.0"));
        channel.Add(new TestPackage("pip", "24.0"));
        channel.Add(new TestPackage(new PackageFields("gpu", "1.0", "0") { Depends = ["__cuda >=12"] }));
        channel.WriteIndex("linux-64");
        _machine.File("environment.yml", $"channels: [\"file://{_machine.Folder["channel"]}\", nodefaults]\ndependencies: {dependencies}\n");
    }
}
