using Tare.Oci.Copying;
using Tare.Oci.References;
using Tare.Oci.Stores;
using Tare.Testing.Images;

namespace Tare.Cli.Tests.Commands;

public sealed class LintCommandTests : IDisposable
{
    private const string Dockerfile = "FROM debian:12.9\nRUN conda install -y numpy=2\n";
    private const string Environment = "channels:\n  - defaults\ndependencies:\n  - numpy=2\n";
    private readonly Machine _machine = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Without_words_the_files_of_the_folder_are_looked_at()
    {
        _machine.File("Dockerfile", Dockerfile).File("environment.yml", Environment);
        var answer = _machine.Run("lint", "--select", "TD1001,TD4001");
        answer.Status.ShouldBe(1);
        answer.Output.ShouldContain("Dockerfile:2:5: warning TD1001 ");
        answer.Output.ShouldContain("environment.yml:2:5: warning TD4001 ");
        answer.Output.ShouldContain("2 files, 2 findings");
    }

    [Fact]
    public void A_file_that_is_no_text_is_named_and_not_shown()
    {
        _machine.File("Dockerfile", "FROM a:1\0\nRUN b\n");
        _machine.Run("lint").Output.ShouldBe("Dockerfile:1:1: error TD0001 this is not a text file\n\n1 file, 1 finding\n");
    }

    [Fact]
    public void It_is_the_lint_of_dockerfile_under_a_shorter_name()
    {
        _machine.File("Dockerfile", Dockerfile);
        _machine.Run("lint", "Dockerfile").ShouldBe(_machine.Run("dockerfile", "lint", "Dockerfile"));
    }

    [Fact]
    public void A_folder_without_such_files_is_a_wrong_command_line()
    {
        var answer = _machine.Run("lint");
        answer.Status.ShouldBe(2);
        answer.Error.ShouldContain("hint: name a file or a folder");
    }

    [Fact]
    public void Folders_are_searched_but_not_other_peoples_code_in_them()
    {
        foreach (var path in (string[])["a/Dockerfile", "a/b/gpu.Dockerfile", "a/Dockerfile.dev", "a/environment-dev.yaml", "a/node_modules/Dockerfile", "a/.git/Dockerfile", "a/Dockerfiles.md", "a/Dockerfile.dockerignore", "a/Dockerfile.j2"])
        {
            _machine.File(path, Dockerfile);
        }

        _machine.Run("lint", "a", "--json", "--select", "TD1001").Json.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("file").GetString())
            .ShouldBe(["a/Dockerfile", "a/Dockerfile.dev", "a/b/gpu.Dockerfile"]);
    }

    [Theory]
    [InlineData(".", "a/Dockerfile")]
    [InlineData("./", "a/Dockerfile")]
    [InlineData("a/", "a/Dockerfile")]
    [InlineData("a/../a", "a/../a/Dockerfile")]
    public void Files_are_called_by_the_folder_as_it_was_named(string folder, string name)
    {
        _machine.File("a/Dockerfile", Dockerfile);
        _machine.Run("lint", folder, "--select", "TD1001").Output.ShouldStartWith(name + ":2:5:");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_of_one_line()
    {
        _machine.File("a.Dockerfile", Dockerfile);
        var answer = _machine.Run("lint", "a.Dockerfile", "/proc/self/mem");
        answer.Status.ShouldBe(1);
        answer.Error.ShouldStartWith("error: ");
        answer.Error.ShouldContain("/proc/self/mem");
        answer.Error.ShouldContain("hint: ");
    }

    [Fact]
    public void A_folder_without_files_to_look_at_is_said()
    {
        Directory.CreateDirectory(_machine.Folder["empty"]);
        var answer = _machine.Run("lint", "empty");
        answer.Status.ShouldBe(0);
        answer.Error.ShouldBe("warning: there is no Dockerfile and no environment.yml in `empty`\n");
    }

    [Fact]
    public void A_file_that_is_no_text_is_one_finding()
    {
        _machine.File("Dockerfile", "\u007fELF\0\0\nFROM\n");
        _machine.Run("lint", "Dockerfile").Output.ShouldContain("Dockerfile:1:1: error TD0001 this is not a text file");
    }

    [Theory]
    [InlineData("--format", "xml", "error: `--format` does not take `xml`\nhint: one of text, json, ")]
    [InlineData("--fail-level", "never", "error: `--fail-level` does not take `never`\nhint: one of info, warning, error; ")]
    [InlineData("--max-base-age", "old", "error: `--max-base-age` takes a number, not `old`\n")]
    [InlineData("--select", "TD9", "error: there is no rule `TD9`\nhint: they begin with `TD1`, `TD2`, `TD3`, `TD4`; ")]
    public void A_value_that_an_option_cannot_take_is_told_with_those_it_can(string option, string value, string error)
    {
        var answer = _machine.Run("lint", option, value);
        answer.Status.ShouldBe(2);
        answer.Error.ShouldStartWith(error);
    }

    [Fact]
    public void A_rule_that_the_configuration_invents_is_told_with_its_file()
    {
        _machine.File("Dockerfile", Dockerfile).File(".tare.toml", "[lint]\nignore = [\"TD9999\"]\n");
        _machine.Run("lint").Error.ShouldStartWith("error: @/.tare.toml: there is no rule `TD9999`\n");
    }

    [Fact]
    public void Many_files_are_reported_in_the_order_of_their_names()
    {
        string[] names = [.. Enumerable.Range(0, 300).Select(i => $"many/{i:000}.Dockerfile")];
        Array.ForEach(names, n => _machine.File(n, Dockerfile));
        _machine.Run("lint", "many", "--json", "--select", "TD1001").Json.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("file").GetString()).ShouldBe(names);
    }

    [Theory]
    [InlineData(Dockerfile, "TD1001")]
    [InlineData("# why\n\n" + Environment, "TD4001")]
    public void Standard_input_tells_what_kind_of_file_it_is(string text, string rule) =>
        _machine.Answer(["lint", "-", "--select", "TD1001,TD4001"], text).Output.ShouldContain($" warning {rule} ");

    [Fact]
    public void Standard_input_can_be_given_a_name() =>
        _machine.Answer(["lint", "-", "--stdin-filename", "src/environment.yml"], Environment).Output.ShouldStartWith("src/environment.yml:2:5: warning TD4001");

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    [InlineData("info", 1)]
    public void The_exit_status_follows_the_level(string level, int status)
    {
        _machine.File("Dockerfile", Dockerfile);
        _machine.Run("lint", "--fail-level", level).Status.ShouldBe(status);
    }

    [Fact]
    public void The_projects_configuration_counts_and_the_command_line_before_it()
    {
        _machine.File("Dockerfile", Dockerfile).File(".tare.toml", "[lint]\nselect = [\"TD3008\"]\nfail-level = \"info\"\n");
        _machine.Run("lint").Output.ShouldNotContain("TD1001");
        _machine.Run("lint").Status.ShouldBe(1);
        _machine.Run("lint", "--select", "TD1001").Output.ShouldContain("TD1001");
        _machine.Run("lint", "--fail-level", "error").Status.ShouldBe(0);
    }

    [Fact]
    public async Task A_finding_quotes_what_the_layer_of_its_RUN_wastes()
    {
        _machine.File("Dockerfile", "FROM debian:12.9\nARG A=1\nRUN conda install -y \\\n    numpy=2\nRUN conda create -y -n x numpy=2\n");
        var image = new TestImage()
            .Layer("/bin/sh -c #(nop) ADD file:1 in / ", layer => layer.Text("etc/os-release", "ID=debian\n"))
            .Layer("RUN |1 A=1 /bin/sh -c conda install -y     numpy=2 # buildkit", layer => layer.Text("opt/conda/pkgs/urls.txt", "").File("opt/conda/pkgs/numpy-2-0.conda", 70_000));
        var name = $"oci:{_machine.Folder["layout"]}:1";
        var stores = new StoreOptions { Registries = () => throw new InvalidOperationException("no registry is asked"), Clock = TimeProvider.System };
        await using (var target = ImageStores.OpenTarget(ImageReference.ParseTarget(name, Directory.Exists), null, stores))
        {
            await ImageCopy.WriteAsync(image.Build(), target, new CopyOptions(), default);
        }

        var findings = _machine.Run("lint", "--select", "TD1001", "--image", name).Lines.Where(l => l.Contains("TD1001", StringComparison.Ordinal)).ToArray();
        findings.Length.ShouldBe(2);
        findings[0].ShouldEndWith("in this layer; the image carries 70.0 kB of it");
        findings[1].ShouldEndWith("in this layer");
    }
}
