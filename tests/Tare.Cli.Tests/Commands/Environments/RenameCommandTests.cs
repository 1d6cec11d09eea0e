using System.Text;
using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Commands.Environments;

public sealed class RenameCommandTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(
        Workshop.Package("zlib", "1.3"), Workshop.Package("app", "2.0", "zlib"), new TestPackage("linked") { Links = { ["lib/link"] = "zlib.txt" } }.With("share/l.txt", "l"));

    public RenameCommandTests() => _workshop.Done("create", "-n", "old", "app", "linked");

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void The_environment_has_the_new_name_and_no_other()
    {
        _workshop.Done("rename", "-n", "old", "new").Error.ShouldContain("`@/root/envs/old` is `@/root/envs/new` now");
        Directory.GetFileSystemEntries(_workshop.Path("")).Select(Path.GetFileName).ShouldBe(["new"]);
        _workshop.Packages("new").ShouldBe(["app 2.0", "linked 1.0", "zlib 1.3"]);
        File.ReadAllLines(_workshop.Machine.Folder["home", ".conda", "environments.txt"]).ShouldBe([_workshop.Path("new")]);
    }

    [Fact]
    public void Files_with_the_path_in_them_have_the_new_one_and_doctor_agrees()
    {
        _workshop.Done("rename", "-n", "old", "a-longer-name");
        _workshop.Text("a-longer-name", "share/app/prefix.txt").ShouldBe($"here {_workshop.Path("a-longer-name")}/share\n");
        _workshop.Done("doctor", "-n", "a-longer-name");
    }

    [Theory]
    [InlineData("n")]
    [InlineData("a-name-that-is-longer-than-the-one-before")]
    public void A_binary_keeps_its_length_and_its_other_strings(string name)
    {
        var text = $"\u007fELF\0{Placeholder.Text}/lib:{Placeholder.Text}/lib64\0next\0";
        _workshop.With(new TestPackage("binary").With("lib/b.so", text));
        _workshop.Done("install", "-n", "old", "binary");
        _workshop.Done("rename", "-n", "old", name);
        var content = File.ReadAllBytes(_workshop.Path(name, "lib/b.so"));
        content.Length.ShouldBe(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetString(content).Split('\0', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["\u007fELF", $"{_workshop.Path(name)}/lib:{_workshop.Path(name)}/lib64", "next"]);
        _workshop.Done("doctor", "-n", name);
    }

    [Fact]
    public void What_no_package_brought_comes_along()
    {
        var old = _workshop.Path("old");
        _workshop.Machine.File("root/envs/old/bin/mine", $"#!{old}/bin/python\nprint('{old}2 and {old}.bak stay, {old}. goes')\n");
        File.SetUnixFileMode(Path.Join(old, "bin/mine"), (UnixFileMode)0b111_101_101);
        File.CreateSymbolicLink(Path.Join(old, "absolute"), Path.Join(old, "share"));
        _workshop.Done("env", "config", "vars", "set", "-n", "old", $"DATA={old}/data");
        _workshop.Done("rename", "-n", "old", "new");
        var @new = _workshop.Path("new");
        _workshop.Text("new", "bin/mine").ShouldBe($"#!{@new}/bin/python\nprint('{old}2 and {old}.bak stay, {@new}. goes')\n");
        File.GetUnixFileMode(Path.Join(@new, "bin/mine")).ShouldBe((UnixFileMode)0b111_101_101);
        new FileInfo(Path.Join(@new, "absolute")).LinkTarget.ShouldBe(Path.Join(@new, "share"));
        _workshop.Done("env", "config", "vars", "list", "-n", "new").Output.ShouldBe("DATA = @/root/envs/new/data\n");
    }

    [Fact]
    public void Nothing_is_fetched_and_the_history_stays()
    {
        Directory.Delete(Path.Join(_workshop.Machine.Root, "pkgs"), recursive: true);
        Directory.Delete(_workshop.Channel.Path, recursive: true);
        var history = _workshop.Text("old", "conda-meta/history");
        _workshop.Done("rename", "-n", "old", "new");
        _workshop.Text("new", "conda-meta/history").ShouldBe(history);
        _workshop.Text("new", "lib/zlib.txt").ShouldBe("zlib 1.3");
    }

    [Fact]
    public void A_path_may_be_given_instead_of_names()
    {
        _workshop.Done("rename", "-p", "root/envs/old", "./elsewhere/new");
        File.Exists(_workshop.Machine.Folder["elsewhere", "new", "conda-meta", "history"]).ShouldBeTrue();
        Directory.Exists(_workshop.Path("old")).ShouldBeFalse();
    }

    [Fact]
    public void Base_and_the_active_environment_keep_their_names()
    {
        _workshop.Failed("rename", "-n", "base", "new").Error.ShouldContain("The 'base' environment cannot be renamed");
        _workshop.Machine.With("CONDA_PREFIX", _workshop.Path("old"));
        _workshop.Failed("rename", "-n", "old", "new", "--json").Json.GetProperty("error").GetString().ShouldBe("CondaEnvException: Cannot rename the active environment");
    }

    [Fact]
    public void A_name_that_is_taken_gives_way_only_when_told()
    {
        _workshop.Machine.File("root/.condarc", $"channels: [\"{_workshop.ChannelUrl}\"]\n");
        _workshop.Done("create", "-n", "taken", "zlib", "--yes");
        _workshop.Failed("rename", "-n", "old", "taken").Error.ShouldContain("already exists. Override with --yes.");
        _workshop.Packages("taken").ShouldBe(["zlib 1.3"]);
        _workshop.Done("rename", "-n", "old", "taken", "--yes");
        _workshop.Packages("taken").Length.ShouldBe(3);
        Directory.GetFileSystemEntries(_workshop.Path("")).ShouldHaveSingleItem();
    }

    [Fact]
    public void Dry_run_changes_nothing()
    {
        var json = _workshop.Done("rename", "-n", "old", "new", "--dry-run", "--json").Json;
        json.GetProperty("dst_prefix").GetString().ShouldBe("@/root/envs/new");
        json.GetProperty("dry_run").GetBoolean().ShouldBeTrue();
        Directory.GetFileSystemEntries(_workshop.Path("")).Select(Path.GetFileName).ShouldBe(["old"]);
    }

    [Theory]
    [InlineData("old")]
    [InlineData("a b")]
    [InlineData("base")]
    public void A_name_that_cannot_be_is_refused(string name)
    {
        _workshop.Failed("rename", "-n", "old", name).Error.ShouldStartWith("error:");
        _workshop.Packages("old").Length.ShouldBe(3);
    }
}
