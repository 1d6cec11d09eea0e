using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Commands.Environments;

public sealed class CloneTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(Workshop.Package("zlib", "1.3"));

    public CloneTests() => _workshop.Done("create", "-n", "e", "zlib");

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void What_no_package_brought_is_copied_with_the_new_path_in_it()
    {
        _workshop.Machine.File("root/envs/e/bin/mine", $"#!{_workshop.Path("e")}/bin/python\n");
        Directory.CreateDirectory(_workshop.Path("e", "empty"));
        _workshop.Done("env", "config", "vars", "set", "-n", "e", "A=1");
        _workshop.Done("create", "-n", "copy", "--clone", "e");
        _workshop.Text("copy", "bin/mine").ShouldBe($"#!{_workshop.Path("copy")}/bin/python\n");
        _workshop.Text("e", "bin/mine").ShouldBe($"#!{_workshop.Path("e")}/bin/python\n");
        _workshop.Done("env", "config", "vars", "list", "-n", "copy").Output.ShouldBe("A = 1\n");
        Directory.Exists(_workshop.Path("copy", "empty")).ShouldBeFalse();
        _workshop.Done("doctor", "-n", "copy");
    }

    [Fact]
    public void What_was_asked_for_is_asked_for_in_the_copy_too()
    {
        _workshop.With(Workshop.Package("app", "1", "zlib"), Workshop.Package("other"));
        _workshop.Done("install", "-n", "e", "app", "other");
        _workshop.Done("create", "-n", "copy", "--clone", "e");
        _workshop.Done("remove", "-n", "copy", "other");
        _workshop.Packages("copy").ShouldBe(["app 1", "zlib 1.3"]);
        _workshop.Done("export", "-n", "copy", "--from-history").Output.ShouldContain("- app\n  - zlib\n");
    }

    [Fact]
    public void A_copy_of_an_own_file_is_not_the_same_file()
    {
        _workshop.Machine.File("root/envs/e/mine.txt", "mine");
        _workshop.Done("create", "-n", "copy", "--clone", "e");
        File.AppendAllText(_workshop.Path("copy", "mine.txt"), "!");
        _workshop.Text("e", "mine.txt").ShouldBe("mine");
    }
}
