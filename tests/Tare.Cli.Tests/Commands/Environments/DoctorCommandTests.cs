using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Commands.Environments;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(Workshop.Package("zlib", "1.3"), new TestPackage("linked") { Links = { ["lib/link"] = "zlib.txt" } }.With("share/l.txt", "l"));

    public DoctorCommandTests() => _workshop.Done("create", "-n", "e", "zlib", "linked");

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void An_environment_that_was_just_made_is_whole() => _workshop.Done("doctor", "-n", "e").Output.ShouldContain("every file is as its record says");

    [Fact]
    public void A_missing_and_an_altered_file_are_told_and_mended()
    {
        File.Delete(_workshop.Path("e", "lib/zlib.txt"));
        File.AppendAllText(_workshop.Path("e", "share/zlib/prefix.txt"), "altered");
        var answer = _workshop.Failed("doctor", "-n", "e");
        answer.Output.ShouldContain("missing files: 1\n  zlib-1.3-0: lib/zlib.txt");
        answer.Output.ShouldContain("altered files: 1\n  zlib-1.3-0: share/zlib/prefix.txt");
        answer.Error.ShouldContain("hint: --fix mends this");
        _workshop.Done("doctor", "-n", "e", "--fix");
        _workshop.Text("e", "lib/zlib.txt").ShouldBe("zlib 1.3");
        _workshop.Done("doctor", "-n", "e");
    }

    [Fact]
    public void A_stale_record_is_told_and_taken_away()
    {
        var record = _workshop.Text("e", "conda-meta/zlib-1.3-0.json").Replace("\"1.3\"", "\"1.2\"");
        _workshop.Machine.File("root/envs/e/conda-meta/zlib-1.2-0.json", record);
        File.SetLastWriteTimeUtc(_workshop.Path("e", "conda-meta/zlib-1.2-0.json"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain("stale records: 1");
        _workshop.Done("doctor", "-n", "e", "--fix");
        File.Exists(_workshop.Path("e", "conda-meta/zlib-1.2-0.json")).ShouldBeFalse();
    }

    [Fact]
    public void A_copy_of_a_record_under_another_name_is_the_stale_one()
    {
        File.Copy(_workshop.Path("e", "conda-meta/zlib-1.3-0.json"), _workshop.Path("e", "conda-meta/zlib-9-0.json"));
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain("stale records: 1\n  zlib-1.3-0: conda-meta/zlib-9-0.json");
        _workshop.Done("doctor", "-n", "e", "--fix");
        File.Exists(_workshop.Path("e", "conda-meta/zlib-1.3-0.json")).ShouldBeTrue();
    }

    [Fact]
    public void A_damaged_record_keeps_nothing_else_from_being_mended_and_its_package_can_be_installed_again()
    {
        _workshop.Machine.File("root/envs/e/conda-meta/linked-1.0-0.json", "garbage");
        File.Delete(_workshop.Path("e", "lib/zlib.txt"));
        var answer = _workshop.Failed("doctor", "-n", "e", "--fix");
        answer.Output.ShouldEndWith("damaged records: 1\n  conda-meta/linked-1.0-0.json (it is not the JSON of a record)\n\n");
        answer.Error.ShouldContain("hint: a package whose record is damaged can be installed again");
        _workshop.Text("e", "lib/zlib.txt").ShouldBe("zlib 1.3");
        _workshop.Done("install", "-n", "e", "linked");
        _workshop.Done("doctor", "-n", "e");
        _workshop.Packages("e").ShouldBe(["linked 1.0", "zlib 1.3"]);
    }

    [Fact]
    public void A_folder_in_place_of_a_file_is_told_and_the_file_put_back()
    {
        File.Delete(_workshop.Path("e", "lib/zlib.txt"));
        _workshop.Machine.File("root/envs/e/lib/zlib.txt/mine", "stays");
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain("altered files: 1\n  zlib-1.3-0: lib/zlib.txt (a folder is there)");
        _workshop.Done("doctor", "-n", "e", "--fix");
        _workshop.Text("e", "lib/zlib.txt").ShouldBe("zlib 1.3");
        Directory.GetFiles(_workshop.Path("e", "lib"), "mine", SearchOption.AllDirectories).ShouldHaveSingleItem();
    }

    [Fact]
    public void What_interrupted_commands_left_is_told_and_taken_away()
    {
        _workshop.Machine.File("root/envs/e/lib/zlib.txt.conda_trash", "").File("root/envs/.e.0123.tare-partial/.tare-staging", "").File("root/envs/e/conda-meta/pinned", "zlib 1.3\n=nothing=\n");
        var answer = _workshop.Failed("doctor", "-n", "e");
        answer.Output.ShouldContain("leftovers: 2\n  @/root/envs/.e.0123.tare-partial (an interrupted change)\n  lib/zlib.txt.conda_trash");
        answer.Output.ShouldContain("malformed pins: 1\n  conda-meta/pinned (=nothing=)");
        _workshop.Done("doctor", "-n", "e", "--fix");
        Directory.GetFileSystemEntries(_workshop.Path("")).ShouldHaveSingleItem();
        File.Exists(_workshop.Path("e", "lib/zlib.txt.conda_trash")).ShouldBeFalse();
        _workshop.Text("e", "conda-meta/pinned").ShouldBe("zlib 1.3\n");
    }

    [Fact]
    public void An_environment_that_no_list_has_is_told_and_entered()
    {
        var path = _workshop.Machine.Folder["elsewhere"];
        _workshop.Done("create", "-p", path, "zlib");
        File.Delete(_workshop.Machine.Folder["home", ".conda", "environments.txt"]);
        _workshop.Failed("doctor", "-p", path, "environment-txt").Output.ShouldContain("not in conda's list of environments: 1");
        _workshop.Done("doctor", "-p", path, "--fix");
        File.ReadAllText(_workshop.Machine.Folder["home", ".conda", "environments.txt"]).ShouldBe(path + "\n");
    }

    [Fact]
    public void What_others_need_and_is_gone_is_installed()
    {
        _workshop.With(Workshop.Package("app", "2.0", "zlib"));
        _workshop.Done("install", "-n", "e", "app");
        _workshop.Done("remove", "-n", "e", "zlib", "--force");
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain("missing dependencies: 1\n  app-2.0-0: zlib (not installed)");
        _workshop.Done("doctor", "-n", "e", "--fix");
        _workshop.Packages("e").ShouldContain("zlib 1.3");
    }

    [Fact]
    public void The_checks_have_the_names_of_condas() =>
        _workshop.Done("doctor", "--list").Lines.Select(l => l.Trim().Split(' ')[0]).ShouldBe(["altered-files", "consistency", "environment-txt", "leftovers", "missing-files", "pinned"]);

    [Fact]
    public void Only_the_checks_that_are_named_count()
    {
        File.Delete(_workshop.Path("e", "lib/zlib.txt"));
        _workshop.Done("doctor", "-n", "e", "altered-files");
        _workshop.Failed("doctor", "-n", "e", "missing-files");
        _workshop.Failed("doctor", "-n", "e", "bogus").Error.ShouldContain("there is no check `bogus`");
    }

    [Fact]
    public void Json_has_every_problem()
    {
        File.Delete(_workshop.Path("e", "lib/zlib.txt"));
        var problems = _workshop.Failed("doctor", "-n", "e", "--json").Json.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("path").GetString());
        problems.ShouldBe(["lib/zlib.txt", "lib/link"]);
    }
}
