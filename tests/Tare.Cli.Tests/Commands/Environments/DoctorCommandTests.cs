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
    public void A_record_whose_paths_are_damaged_is_made_anew_and_not_taken_for_readable()
    {
        var before = _workshop.Text("e", "conda-meta/zlib-1.3-0.json");
        _workshop.Machine.File("root/envs/e/conda-meta/zlib-1.3-0.json", before.Replace("\"_path\": ", "\"_path\" garbage: ", StringComparison.Ordinal));
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain("damaged records: 1\n");
        _workshop.Done("doctor", "-n", "e", "--fix");
        _workshop.Text("e", "conda-meta/zlib-1.3-0.json").ShouldContain("\"_path\": ");
        _workshop.Done("doctor", "-n", "e");
    }

    [Fact]
    public void Links_that_lead_to_one_another_are_told()
    {
        File.Delete(_workshop.Path("e", "lib/zlib.txt"));
        File.CreateSymbolicLink(_workshop.Path("e", "lib/zlib.txt"), "loop");
        File.CreateSymbolicLink(_workshop.Path("e", "lib/loop"), "zlib.txt");
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain("zlib-1.3-0: lib/zlib.txt");
    }

    [Fact]
    public void A_damaged_record_is_made_anew()
    {
        _workshop.Done("install", "-n", "e", "linked");
        var before = _workshop.Text("e", "conda-meta/linked-1.0-0.json");
        _workshop.Machine.File("root/envs/e/conda-meta/linked-1.0-0.json", "garbage");
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain("damaged records: 1\n  conda-meta/linked-1.0-0.json (it is not the JSON of a record)\n");
        _workshop.Done("doctor", "-n", "e", "--fix");
        _workshop.Text("e", "conda-meta/linked-1.0-0.json").ShouldBe(before);
    }

    [Fact]
    public void A_damaged_record_is_made_anew_from_the_channel_where_the_cache_is_gone()
    {
        _workshop.Machine.File("root/envs/e/conda-meta/zlib-1.3-0.json", "");
        Directory.Delete(System.IO.Path.Join(_workshop.Machine.Root, "pkgs"), recursive: true);
        _workshop.Done("doctor", "-n", "e", "--fix");
        _workshop.Packages("e").ShouldBe(["linked 1.0", "zlib 1.3"]);
    }

    [Fact]
    public void A_damaged_record_of_a_package_that_has_another_one_goes()
    {
        _workshop.Machine.File("root/envs/e/conda-meta/zlib-1.2-0.json", "garbage");
        _workshop.Done("doctor", "-n", "e", "--fix");
        File.Exists(_workshop.Path("e", "conda-meta/zlib-1.2-0.json")).ShouldBeFalse();
        _workshop.Packages("e").ShouldBe(["linked 1.0", "zlib 1.3"]);
    }

    [Fact]
    public void A_record_that_nobody_can_make_anew_keeps_nothing_else_from_being_mended()
    {
        _workshop.Machine.File("root/envs/e/conda-meta/unknown-1.0-0.json", "garbage");
        File.Delete(_workshop.Path("e", "lib/zlib.txt"));
        var answer = _workshop.Failed("doctor", "-n", "e", "--fix");
        answer.Output.ShouldEndWith("damaged records: 1\n  conda-meta/unknown-1.0-0.json (it is not the JSON of a record)\n\n");
        answer.Error.ShouldContain("hint: neither the package cache nor a channel has the packages of these records");
        _workshop.Text("e", "lib/zlib.txt").ShouldBe("zlib 1.3");
    }

    [Fact]
    public void What_was_asked_for_is_still_asked_for_after_a_repair()
    {
        File.Delete(_workshop.Path("e", "lib/zlib.txt"));
        _workshop.Done("doctor", "-n", "e", "--fix");
        _workshop.Text("e", "conda-meta/zlib-1.3-0.json").ShouldContain("\"requested_spec\": \"zlib\"");
    }

    [Theory]
    [InlineData("../../../outside", "to ../../../outside, in the package to zlib.txt")]
    [InlineData("../share/l.txt", "to ../share/l.txt, in the package to zlib.txt")]
    public void A_link_that_leads_elsewhere_is_told_and_mended(string target, string detail)
    {
        _workshop.Machine.File("outside", "of another");
        Relink("lib/link", target);
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain($"links that lead elsewhere: 1\n  linked-1.0-0: lib/link ({detail})\n");
        _workshop.Done("doctor", "-n", "e", "--fix");
        new FileInfo(_workshop.Path("e", "lib/link")).LinkTarget.ShouldBe("zlib.txt");
    }

    [Theory]
    [InlineData("/etc/hostname", "to /etc/hostname, which is outside of the environment")]
    [InlineData("other.txt", "to other.txt, which is not what the package had there")]
    public void A_link_is_judged_by_what_it_led_to_where_the_package_is_gone(string target, string detail)
    {
        _workshop.With(new TestPackage("own") { Links = { ["lib/own.so"] = "own.so.1" } }.With("lib/own.so.1", "own").With("lib/other.txt", "other"));
        _workshop.Done("install", "-n", "e", "own");
        Directory.Delete(System.IO.Path.Join(_workshop.Machine.Root, "pkgs"), recursive: true);
        _workshop.Done("doctor", "-n", "e");
        Relink("lib/own.so", target);
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain($"links that lead elsewhere: 1\n  own-1.0-0: lib/own.so ({detail})\n");
        _workshop.Done("doctor", "-n", "e", "--fix");
        new FileInfo(_workshop.Path("e", "lib/own.so")).LinkTarget.ShouldBe("own.so.1");
    }

    [Fact]
    public void A_file_in_place_of_a_link_is_told_unless_it_is_a_copy_of_what_the_link_led_to()
    {
        _workshop.With(new TestPackage("own") { Links = { ["lib/own.so"] = "own.so.1" } }.With("lib/own.so.1", "own"));
        _workshop.Done("install", "-n", "e", "own");
        File.Delete(_workshop.Path("e", "lib/own.so"));
        File.WriteAllText(_workshop.Path("e", "lib/own.so"), "own");
        _workshop.Done("doctor", "-n", "e");
        File.WriteAllText(_workshop.Path("e", "lib/own.so"), "another");
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain("altered files: 1\n  own-1.0-0: lib/own.so (a file is there, and no link)\n");
        _workshop.Done("doctor", "-n", "e", "--fix");
        new FileInfo(_workshop.Path("e", "lib/own.so")).LinkTarget.ShouldBe("own.so.1");
    }

    [Fact]
    public void A_link_in_place_of_a_file_is_told_unless_it_leads_to_the_same_content()
    {
        _workshop.Machine.File("elsewhere", "zlib 1.3");
        Relink("lib/zlib.txt", _workshop.Machine.Folder["elsewhere"]);
        _workshop.Done("doctor", "-n", "e");
        _workshop.Machine.File("elsewhere", "changed");
        _workshop.Failed("doctor", "-n", "e").Output.ShouldContain("altered files: 1\n  zlib-1.3-0: lib/zlib.txt (a link to @/elsewhere is there)\n");
        _workshop.Done("doctor", "-n", "e", "--fix");
        new FileInfo(_workshop.Path("e", "lib/zlib.txt")).LinkTarget.ShouldBeNull();
    }

    // With hard links the cache has lost the permission too.
    [Theory]
    [InlineData("")]
    [InlineData("--copy")]
    public void A_program_that_may_not_be_executed_any_more_is_told_and_mended(string option)
    {
        _workshop.With(new TestPackage("tool").With("bin/tool", "#!/bin/sh\n").With("share/tool.sh", "#!/bin/sh\n"));
        _workshop.Done(["create", "-n", "t", "tool", .. option.Length > 0 ? [option] : (string[])[]]);
        _workshop.Done("doctor", "-n", "t");
        File.SetUnixFileMode(_workshop.Path("t", "bin/tool"), UnixFileMode.UserRead);
        _workshop.Failed("doctor", "-n", "t").Output.ShouldContain("programs that may not be executed: 1\n  tool-1.0-0: bin/tool\n");
        _workshop.Done("doctor", "-n", "t", "--fix");
        File.GetUnixFileMode(_workshop.Path("t", "bin/tool")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    [Fact]
    public void A_script_of_which_nobody_knows_whether_it_was_a_program_is_left_alone()
    {
        _workshop.With(new TestPackage("tool").With("bin/sourced", "#!/bin/sh\n"));
        _workshop.Done("create", "-n", "t", "tool");
        File.SetUnixFileMode(_workshop.Path("t", "bin/sourced"), UnixFileMode.UserRead);
        Directory.Delete(System.IO.Path.Join(_workshop.Machine.Root, "pkgs"), recursive: true);
        _workshop.Done("doctor", "-n", "t");
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
        _workshop.Done("doctor", "--list").Lines.Where(l => l[2] != ' ').Select(l => l.Trim().Split(' ')[0]).ShouldBe(["altered-files", "consistency", "environment-txt", "leftovers", "missing-files", "pinned"]);

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

    private void Relink(string path, string target)
    {
        File.Delete(_workshop.Path("e", path));
        File.CreateSymbolicLink(_workshop.Path("e", path), target);
    }
}
