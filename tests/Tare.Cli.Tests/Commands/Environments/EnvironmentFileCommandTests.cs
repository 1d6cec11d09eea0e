namespace Tare.Cli.Tests.Commands.Environments;

public sealed class EnvironmentFileCommandTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(
        Workshop.Package("zlib", "1.2"), Workshop.Package("zlib", "1.3"), Workshop.Package("app", "2.0", "zlib"), Workshop.Package("other"));

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Env_create_reads_environment_yml_and_takes_its_name()
    {
        File("name: sci\ndependencies: [app, zlib=1.2]\nvariables: {COLOUR: blue}\n");
        _workshop.Done("env", "create");
        _workshop.Packages("sci").ShouldBe(["app 2.0", "zlib 1.2"]);
        _workshop.Text("sci", "conda-meta/state").ShouldBe("{\n  \"env_vars\": {\n    \"COLOUR\": \"blue\"\n  }\n}");
    }

    [Fact]
    public void A_name_on_the_command_line_counts_before_that_of_the_file()
    {
        File("name: sci\nprefix: /elsewhere\ndependencies: [zlib]\n");
        _workshop.Done("create", "-n", "mine", "--file", "environment.yml");
        _workshop.Packages("mine").ShouldBe(["zlib 1.3"]);
    }

    [Fact]
    public void An_export_makes_the_same_environment_again()
    {
        _workshop.Done("create", "-n", "e", "app", "zlib=1.2");
        _workshop.Done("export", "-n", "e", "--portable", "-f", _workshop.Machine.Folder["out.yml"]);
        _workshop.Done("create", "-n", "again", "-f", "out.yml");
        _workshop.Packages("again").ShouldBe(_workshop.Packages("e"));
    }

    [Fact]
    public void A_list_of_specs_makes_the_same_environment_again()
    {
        _workshop.Done("create", "-n", "e", "app", "zlib=1.2");
        _workshop.Done("export", "-n", "e", "--file", _workshop.Machine.Folder["requirements.txt"]);
        System.IO.File.ReadAllText(_workshop.Machine.Folder["requirements.txt"]).ShouldEndWith($"\n\n{_workshop.ChannelUrl}::app==2.0=0\n{_workshop.ChannelUrl}::zlib==1.2=0\n");
        _workshop.Done("create", "-n", "again", "--file", "requirements.txt");
        _workshop.Packages("again").ShouldBe(_workshop.Packages("e"));
    }

    [Theory]
    [InlineData("\napp==2.0=0\nzlib==1.2=0\n", "--ignore-channels")]
    [InlineData("\napp=2.0\nzlib=1.2\n", "--ignore-channels", "--no-builds")]
    [InlineData("\napp\nzlib=1.2\n", "--from-history")]
    public void A_list_of_specs_says_as_much_as_is_wanted(string end, params string[] options)
    {
        _workshop.Done("create", "-n", "e", "app", "zlib=1.2");
        _workshop.Done(["export", "-n", "e", "--format", "requirements", .. options]).Output.ShouldEndWith(end);
    }

    [Theory]
    [InlineData("environment-yaml", "e.yml", "env.yml", "name: e\n")]
    [InlineData("environment-json", "environment.json", "json", "{\n  \"name\": \"e\"")]
    [InlineData("explicit", "explicit.txt", "explicit", "# This file may be used to create an environment using:\n# $ tare create")]
    [InlineData("requirements", "spec.txt", "reqs", "# This file may be used to create an environment using:\n# $ tare create")]
    public void Formats_have_the_names_of_condas_and_are_told_by_the_file(string format, string file, string alias, string start)
    {
        _workshop.Done("create", "-n", "e", "app");
        var text = _workshop.Done("export", "-n", "e", "--format", format).Output;
        text.ShouldStartWith(start);
        _workshop.Done("export", "-n", "e", "--format", alias).Output.ShouldBe(text);
        var json = _workshop.Done("export", "-n", "e", "--json", "--file", _workshop.Machine.Folder[file]).Json;
        json.GetProperty("format").GetString().ShouldBe(format);
        json.GetProperty("warnings").GetArrayLength().ShouldBe(0);
        System.IO.File.ReadAllText(_workshop.Machine.Folder[file]).Replace(_workshop.Machine.Folder.Path, "@").ShouldBe(text);
    }

    [Fact]
    public void An_unknown_format_is_answered_with_those_there_are() =>
        _workshop.Failed("export", "-n", "base", "--format", "nope").Error.ShouldContain("hint: there are environment-yaml, environment-json, explicit and requirements");

    [Fact]
    public void An_export_is_condas_environment_yml()
    {
        _workshop.Done("create", "-n", "e", "app", "zlib=1.2");
        _workshop.Done("env", "export", "-n", "e").Output.ShouldBe("""
            name: e
            channels:
              - file://@/channel
            dependencies:
              - app=2.0=0
              - zlib=1.2=0
            prefix: @/root/envs/e

            """);
    }

    [Fact]
    public void From_history_has_what_was_asked_for_and_the_channels()
    {
        _workshop.Done("create", "-n", "e", "app");
        _workshop.Done("export", "-n", "e", "--from-history").Lines[..5].ShouldBe(["name: e", "channels:", "  - file://@/channel", "dependencies:", "  - app"]);
    }

    [Fact]
    public void An_explicit_export_makes_the_same_environment_without_solving()
    {
        _workshop.Done("create", "-n", "e", "app");
        _workshop.Done("export", "-n", "e", "--explicit", "--file", _workshop.Machine.Folder["e.txt"]);
        System.IO.File.Delete(Path.Join(_workshop.Channel.Path, "linux-64", "repodata.json"));
        Directory.Delete(Path.Join(_workshop.Machine.Root, "pkgs"), recursive: true);
        _workshop.Done("create", "-n", "again", "--file", "e.txt");
        _workshop.Packages("again").ShouldBe(_workshop.Packages("e"));
        var record = System.IO.File.ReadAllText(_workshop.Path("again", "conda-meta/app-2.0-0.json"));
        record.ShouldContain("\"depends\": [\n    \"zlib\"\n  ]");
    }

    [Fact]
    public void Env_update_with_prune_lets_go_of_what_the_file_does_not_need()
    {
        _workshop.Done("create", "-n", "e", "app", "other");
        File("name: e\ndependencies: [zlib]\n");
        _workshop.Done("env", "update", "--prune");
        _workshop.Packages("e").ShouldBe(["zlib 1.3"]);
    }

    [Fact]
    public void A_pip_section_without_python_is_explained()
    {
        File("name: e\ndependencies:\n  - zlib\n  - pip:\n    - flask\n");
        _workshop.With(Workshop.Package("pip", "24.0"));
        _workshop.Failed("env", "create").Error.ShouldContain("the pip section needs a Python");
        _workshop.Packages("e").ShouldBe(["pip 24.0", "zlib 1.3"]);
    }

    [Fact]
    public void Env_remove_takes_the_environment_and_its_entry_away()
    {
        _workshop.Done("create", "-n", "e", "app");
        _workshop.Done("env", "remove", "-n", "e");
        Directory.GetFileSystemEntries(_workshop.Path("")).ShouldBeEmpty();
        System.IO.File.ReadAllText(_workshop.Machine.Folder["home", ".conda", "environments.txt"]).ShouldBeEmpty();
    }

    private void File(string text) => _workshop.Machine.File("environment.yml", text);
}
