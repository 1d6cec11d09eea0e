using System.Security.Cryptography;
using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Commands;

public sealed class PackageCommandTests : IDisposable
{
    private readonly Machine _machine = new();

    public PackageCommandTests() => new TestPackage("demo").WithFiles(3, 100).With("bin/tool", "#!/bin/sh\n").WriteTo(_machine.Folder["work"]);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_package_that_was_made_is_told_as_JSON()
    {
        var answer = _machine.Run("package", "create", "work", "-o", "demo-1.0-0.conda", "--json");
        answer.Error.ShouldBeEmpty();
        answer.Json.GetProperty("path").GetString().ShouldBe("@/demo-1.0-0.conda");
        answer.Json.GetProperty("size").GetInt64().ShouldBe(new FileInfo(_machine.Folder["demo-1.0-0.conda"]).Length);
    }

    [Theory]
    [InlineData("error: there is no file `@/nope.conda`\nhint: check the path\n", "extract", "nope.conda")]
    [InlineData("error: there is no file `@/nope.conda`\nhint: check the path\n", "info", "nope.conda")]
    [InlineData("error: cannot open folder `@/nope`: no such file or directory\nhint: check the path\n", "create", "nope", "-o", "x.conda")]
    public void What_is_not_there_is_named_with_its_path(string says, params string[] words)
    {
        var answer = _machine.Run(["package", .. words]);
        answer.Status.ShouldBe(1);
        answer.Error.ShouldBe(says);
    }

    [Theory]
    [InlineData("demo-1.0-0.conda")]
    [InlineData("demo-1.0-0.tar.bz2")]
    public void A_folder_becomes_a_package_and_the_package_a_folder_again(string name)
    {
        _machine.Run("package", "create", "work", "-o", name).Status.ShouldBe(0);
        var extracted = _machine.Run("package", "extract", name, "-o", "out");
        extracted.Status.ShouldBe(0, extracted.Error);
        extracted.Output.ShouldStartWith("@/out/demo-1.0-0: 8 files, ");
        foreach (var file in Directory.GetFiles(_machine.Folder["work"], "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(_machine.Folder["work"], file);
            File.ReadAllBytes(_machine.Folder["out", "demo-1.0-0", relative]).ShouldBe(File.ReadAllBytes(file));
        }
    }

    [Fact]
    public void The_same_folder_gives_the_same_bytes()
    {
        _machine.Run("package", "create", "work", "-o", "demo-1.0-0.conda");
        var once = SHA256.HashData(File.ReadAllBytes(_machine.Folder["demo-1.0-0.conda"]));
        _machine.Run("package", "create", "work", "-o", "demo-1.0-0.conda").Status.ShouldBe(0);
        SHA256.HashData(File.ReadAllBytes(_machine.Folder["demo-1.0-0.conda"])).ShouldBe(once);
    }

    [Fact]
    public void What_a_package_says_of_itself_is_shown_without_unpacking_it()
    {
        _machine.Run("package", "create", "work", "-o", "demo-1.0-0.conda");
        var info = _machine.Run("package", "info", "demo-1.0-0.conda");
        info.Status.ShouldBe(0);
        info.Lines.ShouldContain("name           demo");
        info.Lines.ShouldContain("files          4, 310 B");
        var json = _machine.Run("package", "info", "demo-1.0-0.conda", "--json").Json;
        json.GetProperty("format").GetString().ShouldBe(".conda");
        json.GetProperty("index").GetProperty("version").GetString().ShouldBe("1.0");
        json.GetProperty("paths").GetInt32().ShouldBe(4);
        _machine.Run("package", "info", "demo-1.0-0.conda", "--show", "index.json").Output.ShouldBe(File.ReadAllText(_machine.Folder["work", "info", "index.json"]));
        Directory.Exists(_machine.Folder["demo-1.0-0"]).ShouldBeFalse();
    }

    [Fact]
    public void What_a_package_exports_is_shown()
    {
        _machine.File("work/info/run_exports.json", """{"weak":["demo >=1.0,<2","demo-abi 1"],"strong":[]}""");
        _machine.Run("package", "create", "work", "-o", "demo-1.0-0.conda");
        _machine.Run("package", "info", "demo-1.0-0.conda").Lines.ShouldContain("run exports    weak: demo >=1.0,<2, demo-abi 1");
        _machine.Run("package", "info", "demo-1.0-0.conda", "--json").Json.GetProperty("run_exports").GetProperty("weak").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void What_was_unpacked_is_one_document_in_JSON()
    {
        _machine.Run("package", "create", "work", "-o", "demo-1.0-0.conda");
        var package = _machine.Run("package", "extract", "demo-1.0-0.conda", "--json").Json.GetProperty("packages").EnumerateArray().Single();
        package.GetProperty("folder").GetString().ShouldBe("@/demo-1.0-0");
        package.GetProperty("files").GetInt32().ShouldBe(8);
        package.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_machine.Folder["demo-1.0-0.conda"]))));
        package.GetProperty("problems").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void A_folder_that_exists_is_replaced_only_when_asked()
    {
        _machine.Run("package", "create", "work", "-o", "demo-1.0-0.conda");
        _machine.File("demo-1.0-0/mine", "x");
        _machine.Run("package", "extract", "demo-1.0-0.conda").Status.ShouldBe(1);
        File.Exists(_machine.Folder["demo-1.0-0", "mine"]).ShouldBeTrue();
        _machine.Run("package", "extract", "demo-1.0-0.conda", "--force").Status.ShouldBe(0);
        File.Exists(_machine.Folder["demo-1.0-0", "mine"]).ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_does_not_fit_the_package_s_list_is_refused_unless_a_report_is_enough()
    {
        _machine.File("work/lib/demo/0/file0.bin", "changed");
        _machine.Run("package", "create", "work", "-o", "demo-1.0-0.conda");
        var refused = _machine.Run("package", "extract", "demo-1.0-0.conda");
        refused.Status.ShouldBe(1);
        refused.Error.ShouldContain("lib/demo/0/file0.bin");
        Directory.Exists(_machine.Folder["demo-1.0-0"]).ShouldBeFalse();
        var told = _machine.Run("package", "extract", "demo-1.0-0.conda", "--check", "report");
        told.Status.ShouldBe(0);
        told.Error.ShouldContain("warning: ");
        told.Error.ShouldContain("lib/demo/0/file0.bin");
    }

    [Theory]
    [InlineData(2, "package", "create", "work", "-o", "demo.zip")]
    [InlineData(2, "package", "create", "work", "-o", "demo-1.0-0.conda", "--level", "23")]
    [InlineData(2, "package", "create", "work", "-o", "demo-1.0-0.tar.bz2", "--level", "10")]
    [InlineData(2, "package", "create", "home", "-o", "demo-1.0-0.conda")]
    [InlineData(2, "package", "create", "work")]
    [InlineData(1, "package", "extract", "missing-1.0-0.conda")]
    [InlineData(1, "package", "info", "missing-1.0-0.conda")]
    [InlineData(1, "package", "info", "work/bin/tool")]
    public void What_cannot_be_done_is_one_error_and_leaves_nothing(int status, params string[] words)
    {
        var before = Directory.GetFileSystemEntries(_machine.Folder.Path);
        var answer = _machine.Run(words);
        answer.Status.ShouldBe(status, answer.Error);
        answer.Error.Split('\n').Count(l => l.StartsWith("error:", StringComparison.Ordinal)).ShouldBe(1, answer.Error);
        answer.Output.ShouldBeEmpty();
        Directory.GetFileSystemEntries(_machine.Folder.Path).ShouldBe(before);
    }
}
