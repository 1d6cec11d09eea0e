using System.Text.Json;
using Tare.Testing.Images;

namespace Tare.Cli.Tests.Images;

public sealed class ImageCommandTests : IDisposable
{
    private readonly Machine _machine = new();

    public ImageCommandTests() => new TestImage()
        .Layer("FROM base", l => l.Folder("usr").File("usr/base", 50_000))
        .Layer("RUN conda create", l => l.CondaRecord("opt/env", "p-1.0-0", "conda-forge", "lib/p").File("opt/env/lib/p", 20_000).Folder("tmp").File("tmp/junk", 9_000))
        .Layer("RUN more", l => l.File("usr/more", 1_000))
        .Layer("RUN rm", l => l.Whiteout("usr/base")).Write($"oci:{_machine.Folder["app"]}:1");

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Slim_says_what_went_and_from_where()
    {
        var answer = _machine.Run("image", "slim", "oci:app", "-o", "slim.tar");
        answer.Status.ShouldBe(0, answer.Error);
        answer.Output.ShouldMatch("^sha256:[0-9a-f]{64}\n$");
        answer.Error.Split('\n').ShouldContain(l => l.StartsWith("59.0 kB of 80.1 kB removed; compressed ", StringComparison.Ordinal));
        answer.Error.ShouldContain("  50.0 kB  shadowed\n  9.00 kB  tmp\n");
        answer.Error.ShouldContain("  #1 rewritten  -50.0 kB  FROM base\n  #2 rewritten  -9.00 kB  RUN conda create\n  #3 kept                 RUN more\n  #4 dropped              RUN rm\n");
    }

    [Fact]
    public void A_dry_run_tells_the_same_and_writes_nothing()
    {
        var before = Directory.GetFileSystemEntries(_machine.Folder.Path);
        var answer = _machine.Run("image", "slim", "oci:app", "--dry-run", "--squash-to", "1");
        answer.Status.ShouldBe(0, answer.Error);
        answer.Output.ShouldStartWith("oci:app would lose 59.0 kB of 80.1 kB:\n");
        answer.Output.ShouldContain("  #1 into #3");
        Directory.GetFileSystemEntries(_machine.Folder.Path).ShouldBe(before);
    }

    [Fact]
    public void Squashing_is_told_layer_by_layer()
    {
        var layers = _machine.Run("image", "slim", "oci:app", "-o", "oci:out:1", "--squash-to", "2", "--json").Json.GetProperty("layers").EnumerateArray().ToArray();
        layers.Select(l => l.GetProperty("action").GetString()).ShouldBe(["merge", "rewrite", "keep", "drop"]);
        layers[0].GetProperty("into").GetInt32().ShouldBe(1);
        _machine.Run("image", "inspect", "oci:out", "--json").Json.GetProperty("layers").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void A_file_that_is_no_image_is_not_looked_for_in_a_registry()
    {
        var answer = _machine.File("Dockerfile", "FROM a:1\n").Run("image", "inspect", "Dockerfile");
        answer.Status.ShouldBe(1);
        answer.Error.ShouldStartWith("error: `Dockerfile` is a file that holds no image\nhint: give an archive of `docker save`");
    }

    [Theory]
    [InlineData("inspect", "oci:app", "--html", "nowhere/file")]
    [InlineData("slim", "oci:app", "-o", "made.tar", "--report", "nowhere/file")]
    [InlineData("build", "zlib", "-o", "made.tar", "--iidfile", "nowhere/file")]
    [InlineData("build", "zlib", "-o", "made.tar", "--metadata-file", "nowhere/file")]
    public void A_file_in_a_folder_that_is_not_there_is_refused_before_the_work_begins(params string[] words)
    {
        var answer = _machine.Run(["image", .. words]);
        answer.Status.ShouldBe(1);
        answer.Error.ShouldBe("error: cannot write `@/nowhere/file`: its folder does not exist\nhint: make it first: `mkdir -p @/nowhere`\n");
        File.Exists(_machine.Folder["made.tar"]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("`-o` is missing")]
    [InlineData("leaves no layer", "-o", "x.tar", "--squash-to", "0")]
    [InlineData("there is no kind of waste `rubbish`", "-o", "x.tar", "--keep", "rubbish")]
    [InlineData("there is no profile `everything`", "-o", "x.tar", "--profile", "everything")]
    public void Wrong_wishes_are_status_2(string says, params string[] words)
    {
        var answer = _machine.Run(["image", "slim", "oci:app", .. words]);
        answer.Status.ShouldBe(2);
        answer.Error.ShouldContain(says);
    }

    [Fact]
    public void A_report_lists_what_went_and_proves_that_the_rest_is_the_same()
    {
        _machine.Run("image", "slim", "oci:app", "-o", "slim.tar", "--report", "report.json").Status.ShouldBe(0);
        var report = JsonDocument.Parse(File.ReadAllText(_machine.Folder["report.json"])).RootElement;
        report.GetProperty("removed_paths").EnumerateArray().Select(p => (p.GetProperty("path").GetString(), p.GetProperty("reason").GetString())).ShouldBe([("/tmp/junk", "tmp")]);
        report.GetProperty("remaining_tree").GetProperty("equal").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void Compare_shows_the_table_and_what_makes_the_difference()
    {
        _machine.Run("image", "slim", "oci:app", "-o", "slim.tar");
        var answer = _machine.Run("image", "compare", "oci:app:1", "slim.tar");
        answer.Status.ShouldBe(0, answer.Error);
        answer.Lines[0].ShouldMatch("^REPOSITORY +TAG +SIZE +COMPRESSED +WASTE$");
        answer.Lines[1].ShouldMatch("^oci:app +1 +80.1 kB +[0-9.]+ kB +59.0 kB$");
        answer.Lines[2].ShouldMatch("^slim.tar +21.1 kB +[0-9.]+ kB +0 B$");
        answer.Lines[3].ShouldMatch("^difference +-73.[0-9] % +-59.0 kB ");
        var json = _machine.Run("image", "compare", "oci:app:1", "slim.tar", "--json").Json;
        json.GetProperty("difference").GetInt64().ShouldBe(-59_000);
        json.GetProperty("changes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void Ls_lists_files_with_layer_and_package()
    {
        var answer = _machine.Run("image", "ls", "oci:app", "/opt/env/lib");
        answer.Lines.ShouldBe(["-0644 0:0              20000   #2  p 1.0                         /opt/env/lib/p"]);
        _machine.Run("image", "ls", "oci:app", "/nothing").Error.ShouldStartWith("error: the image has no `/nothing`\nhint: ");
    }
}
