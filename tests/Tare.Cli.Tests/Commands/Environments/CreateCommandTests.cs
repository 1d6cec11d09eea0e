using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Commands.Environments;

public sealed class CreateCommandTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(
        Workshop.Package("zlib", "1.2"), Workshop.Package("zlib", "1.3"), Workshop.Package("app", "2.0", "zlib >=1.3"), Workshop.Package("other"));

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void An_environment_has_what_was_asked_for_and_what_that_needs()
    {
        _workshop.Done("create", "-n", "e", "app");
        _workshop.Packages("e").ShouldBe(["app 2.0", "zlib 1.3"]);
        _workshop.Text("e", "lib/app.txt").ShouldBe("app 2.0");
        _workshop.Text("e", "share/app/prefix.txt").ShouldBe($"here {_workshop.Path("e")}/share\n");
    }

    [Fact]
    public void Nothing_else_is_left_beside_an_environment()
    {
        _workshop.Done("create", "-n", "e", "app");
        Directory.GetFileSystemEntries(_workshop.Path("")).Select(Path.GetFileName).ShouldBe(["e"]);
        Directory.GetFileSystemEntries(_workshop.Path("e")).Select(Path.GetFileName).ShouldBe(["conda-meta", "lib", "share"], ignoreOrder: true);
    }

    [Fact]
    public void The_history_has_the_packages_and_the_specs_as_conda_writes_them()
    {
        _workshop.Done("create", "-n", "e", "app>=1");
        var lines = _workshop.Text("e", "conda-meta/history").Split('\n');
        lines[0].ShouldMatch(@"^==> \d{4}-\d\d-\d\d \d\d:\d\d:\d\d <==$");
        lines[2].ShouldBe("# conda version: 26.7.1");
        lines[3..].ShouldBe([$"+{_workshop.ChannelUrl}/linux-64::app-2.0-0", $"+{_workshop.ChannelUrl}/linux-64::zlib-1.3-0", "# update specs: [\"app[version='>=1']\"]", ""]);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Where_a_hard_link_is_impossible_files_are_copied_or_linked_symbolically(string allowed, bool isLink)
    {
        const string OtherFileSystem = "/dev/shm";
        Assert.SkipUnless(Directory.Exists(OtherFileSystem), $"needs {OtherFileSystem}");
        var cache = Directory.CreateDirectory($"{OtherFileSystem}/{Path.GetFileName(_workshop.Machine.Folder.Path)}");
        try
        {
            _workshop.Machine.With("CONDA_PKGS_DIRS", cache.FullName).With("CONDA_ALLOW_SOFTLINKS", allowed);
            _workshop.Done("create", "-n", "e", "other");
            var file = new FileInfo(_workshop.Path("e", "lib/other.txt"));
            file.LinkTarget.ShouldBe(isLink ? $"{cache.FullName}/other-1.0-0/lib/other.txt" : null);
            File.ReadAllText(file.FullName).ShouldBe("other 1.0");
            _workshop.Text("e", "conda-meta/other-1.0-0.json").ShouldContain(isLink ? "\"type\": 2" : "\"type\": 3");
            _workshop.Done("doctor", "-n", "e");
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_environment_is_entered_into_condas_list_once()
    {
        _workshop.Done("create", "-n", "e", "app");
        _workshop.Done("create", "-n", "e", "zlib");
        File.ReadAllLines(_workshop.Machine.Folder["home", ".conda", "environments.txt"]).ShouldBe([_workshop.Path("e")]);
    }

    [Fact]
    public void The_cache_has_the_archive_the_package_and_its_url()
    {
        _workshop.Done("create", "-n", "e", "other");
        var cache = Path.Join(_workshop.Machine.Root, "pkgs");
        File.ReadAllText(Path.Join(cache, "urls.txt")).ShouldBe($"{_workshop.ChannelUrl}/linux-64/other-1.0-0.conda\n");
        File.Exists(Path.Join(cache, "other-1.0-0.conda")).ShouldBeTrue();
        File.Exists(Path.Join(cache, "other-1.0-0", "info", "repodata_record.json")).ShouldBeTrue();
    }

    [Fact]
    public void No_cache_leaves_nothing_but_the_environment()
    {
        _workshop.Done("create", "-n", "e", "app", "--no-cache");
        _workshop.Packages("e").Length.ShouldBe(2);
        Directory.GetFileSystemEntries(Path.Join(_workshop.Machine.Root, "pkgs")).Select(Path.GetFileName).ShouldBe(["cache"]);
        Directory.GetFileSystemEntries(_workshop.Path("")).Select(Path.GetFileName).ShouldBe(["e"]);
    }

    [Fact]
    public void Download_only_fills_the_cache_and_makes_nothing()
    {
        _workshop.Done("create", "-n", "e", "app", "--download-only");
        Directory.Exists(_workshop.Path("e")).ShouldBeFalse();
        File.Exists(Path.Join(_workshop.Machine.Root, "pkgs", "app-2.0-0", "lib", "app.txt")).ShouldBeTrue();
    }

    [Fact]
    public void A_place_where_the_system_makes_no_folders_is_named_as_it_was_given()
    {
        var answer = _workshop.Failed("create", "-p", "/proc/env", "app");
        answer.Error.ShouldBe("error: no folder can be made in `/proc`, so `/proc/env` cannot be an environment\nhint: choose another place with -p PATH\n");
    }

    [Fact]
    public void Who_wants_quiet_and_no_questions_gets_no_table()
    {
        _workshop.Done("create", "-n", "e", "app", "-q", "-y").Output.ShouldBe("");
        _workshop.Done("remove", "-n", "e", "app", "-q", "-y").Output.ShouldBe("");
        _workshop.Done("create", "-n", "f", "app", "-q", "-y", "--dry-run").Output.ShouldContain("2 packages to link");
        _workshop.Done("remove", "-n", "e", "--all", "-q", "-y").Output.ShouldBe("");
    }

    [Fact]
    public void An_environment_for_another_platform_stays_one_for_it()
    {
        _workshop.Done("create", "-n", "arm", "--platform", "linux-aarch64");
        _workshop.Text("arm", ".condarc").ShouldBe("subdir: linux-aarch64\n");
        _workshop.Failed("install", "-n", "arm", "nosuch").Error.ShouldContain("for linux-aarch64");
        _workshop.Done("create", "-n", "copy", "--clone", "arm");
        _workshop.Text("copy", ".condarc").ShouldBe("subdir: linux-aarch64\n");
        _workshop.Done("create", "-n", "e", "app");
        File.Exists(_workshop.Path("e", ".condarc")).ShouldBeFalse();
    }

    [Fact]
    public void Dry_run_makes_nothing_at_all()
    {
        _workshop.Done("create", "-n", "e", "app", "--dry-run").Output.ShouldContain("2 packages to link");
        Directory.Exists(_workshop.Path("e")).ShouldBeFalse();
        Directory.Exists(Path.Join(_workshop.Machine.Root, "pkgs", "app-2.0-0")).ShouldBeFalse();
    }

    [Fact]
    public void A_file_in_place_of_a_package_is_told_how_to_be_read() =>
        _workshop.Failed("create", "-n", "e", "environment.yml").Error.ShouldEndWith("hint: a file is read with --file: `--file environment.yml`\n");

    [Theory]
    [InlineData(50)]
    [InlineData(80)]
    public void A_plan_fits_the_screen_however_long_the_channels_address_is(int columns)
    {
        _workshop.Machine.Screen = columns;
        var rows = _workshop.Done("create", "-n", "e", "app", "--dry-run").Output.Split('\n').Where(l => l.StartsWith('+')).ToList();
        rows.Count.ShouldBe(2);
        rows.ShouldAllBe(r => r.Length <= columns);
    }

    [Fact]
    public void What_makes_nothing_needs_no_name()
    {
        var json = _workshop.Done("create", "app", "--dry-run", "--json").Json;
        json.GetProperty("actions").GetProperty("LINK").GetArrayLength().ShouldBe(2);
        json.GetProperty("prefix").GetString().ShouldEndWith("/unused-env-name");
        _workshop.Done("create", "app", "--download-only");
        _workshop.Failed("create", "app").Error.ShouldContain("no environment is named\nhint: give -n NAME or -p PATH");
        Directory.Exists(Path.Join(_workshop.Machine.Root, "envs")).ShouldBeFalse();
    }

    [Fact]
    public void A_root_gets_the_scripts_that_others_source_under_condas_name_unless_it_has_condas_own()
    {
        _workshop.Done("create", "-n", "e", "app");
        File.Exists(Path.Join(_workshop.Machine.Root, "bin", "activate")).ShouldBeFalse();
        _workshop.Machine.Program = "conda";
        _workshop.Done("create", "-n", "f", "app");
        File.ReadAllText(Path.Join(_workshop.Machine.Root, "bin", "activate")).ShouldContain("tare activate \"$@\"");
        File.ReadAllText(Path.Join(_workshop.Machine.Root, "etc", "profile.d", "conda.sh")).ShouldContain("shell hook posix");
        _workshop.Machine.File("root/bin/activate", "conda's own");
        File.Delete(Path.Join(_workshop.Machine.Root, "bin", "deactivate"));
        _workshop.Done("create", "-n", "g", "app");
        File.ReadAllText(Path.Join(_workshop.Machine.Root, "bin", "activate")).ShouldBe("conda's own");
        File.Exists(Path.Join(_workshop.Machine.Root, "bin", "deactivate")).ShouldBeFalse();
    }

    [Fact]
    public void Json_is_condas()
    {
        var json = _workshop.Done("create", "-n", "e", "app", "--json").Json;
        json.GetProperty("success").GetBoolean().ShouldBeTrue();
        json.GetProperty("prefix").GetString().ShouldBe("@/root/envs/e");
        var actions = json.GetProperty("actions");
        actions.GetProperty("LINK").EnumerateArray().Select(l => l.GetProperty("dist_name").GetString()).ShouldBe(["zlib-1.3-0", "app-2.0-0"]);
        actions.GetProperty("FETCH").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void An_environment_that_is_there_is_replaced_as_a_whole()
    {
        _workshop.Done("create", "-n", "e", "app");
        File.AppendAllText(_workshop.Path("e", "mine.txt"), "mine");
        _workshop.Done("create", "-n", "e", "other");
        _workshop.Packages("e").ShouldBe(["other 1.0"]);
        File.Exists(_workshop.Path("e", "mine.txt")).ShouldBeFalse();
        Directory.GetFileSystemEntries(_workshop.Path("")).ShouldHaveSingleItem();
    }

    [Fact]
    public void Whoever_says_no_keeps_the_environment()
    {
        _workshop.Done("create", "-n", "e", "app");
        _workshop.Machine.File("root/.condarc", $"channels: [\"{_workshop.ChannelUrl}\"]\n");
        _workshop.Machine.Answer(["create", "-n", "e", "other"], "n\n").Status.ShouldBe(1);
        _workshop.Packages("e").ShouldBe(["app 2.0", "zlib 1.3"]);
    }

    [Fact]
    public void Without_packages_an_empty_environment_is_made()
    {
        _workshop.Done("create", "-n", "e");
        File.Exists(_workshop.Path("e", "conda-meta/history")).ShouldBeTrue();
    }

    [Fact]
    public void The_root_environment_is_not_made_anew() => _workshop.Failed("create", "-n", "base", "app").Error.ShouldContain("root environment");

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("a b")]
    public void A_name_that_is_none_is_refused(string name) => _workshop.Failed("create", "-n", name, "app").Error.ShouldStartWith("error:");

    [Fact]
    public void Every_new_environment_gets_the_default_packages_unless_told_otherwise()
    {
        _workshop.Machine.File("root/.condarc", $"channels: [\"{_workshop.ChannelUrl}\"]\nalways_yes: true\ncreate_default_packages: [zlib=1.2]\n");
        _workshop.Done("create", "-n", "e", "other");
        _workshop.Packages("e").ShouldBe(["other 1.0", "zlib 1.2"]);
        _workshop.Done("create", "-n", "f", "other", "--no-default-packages");
        _workshop.Packages("f").ShouldBe(["other 1.0"]);
        _workshop.Done("create", "-n", "g", "zlib=1.3");
        _workshop.Packages("g").ShouldBe(["zlib 1.3"]);
    }

    [Fact]
    public void What_is_disallowed_is_refused_by_name()
    {
        _workshop.Machine.File("root/.condarc", $"channels: [\"{_workshop.ChannelUrl}\"]\nalways_yes: true\ndisallowed_packages: [zlib]\n");
        _workshop.Failed("create", "-n", "e", "app").Error.ShouldContain("disallowed_packages forbids zlib-1.3-0");
        Directory.Exists(_workshop.Path("e")).ShouldBeFalse();
    }

    [Fact]
    public void All_packages_that_no_channel_has_are_named_at_once()
    {
        var error = _workshop.Failed("create", "-n", "e", "nothere", "app", "neither").Error;
        error.ShouldContain("nothere");
        error.ShouldContain("neither");
        Directory.Exists(_workshop.Path("e")).ShouldBeFalse();
    }

    [Fact]
    public void A_clone_has_the_same_packages()
    {
        _workshop.Done("create", "-n", "e", "app", "zlib=1.3");
        _workshop.Done("create", "-n", "copy", "--clone", "e");
        _workshop.Packages("copy").ShouldBe(_workshop.Packages("e"));
        _workshop.Text("copy", "share/app/prefix.txt").ShouldBe($"here {_workshop.Path("copy")}/share\n");
    }

    [Fact]
    public void Copies_share_no_inode_with_the_cache()
    {
        _workshop.Done("create", "-n", "e", "other", "--copy");
        File.AppendAllText(_workshop.Path("e", "lib/other.txt"), "!");
        File.ReadAllText(Path.Join(_workshop.Machine.Root, "pkgs", "other-1.0-0", "lib", "other.txt")).ShouldBe("other 1.0");
    }

    [Fact]
    public void A_damaged_archive_in_the_cache_is_fetched_again()
    {
        _workshop.Done("create", "-n", "e", "other");
        var archive = Path.Join(_workshop.Machine.Root, "pkgs", "other-1.0-0.conda");
        var bytes = File.ReadAllBytes(archive);
        bytes[bytes.Length / 2] ^= 0xFF;
        using (var file = File.OpenWrite(archive))
        {
            file.Write(bytes);
        }

        Directory.Delete(archive[..^".conda".Length], recursive: true);
        _workshop.Done("create", "-n", "again", "other");
        _workshop.Packages("again").ShouldBe(["other 1.0"]);
    }

    [Fact]
    public void Two_packages_with_one_path_are_told_and_the_later_wins()
    {
        _workshop.With(new TestPackage("clash-a").With("lib/same.txt", "a"), new TestPackage("clash-b").With("lib/same.txt", "b"));
        var answer = _workshop.Done("create", "-n", "e", "clash-a", "clash-b");
        answer.Error.ShouldContain("clash-a and clash-b both bring `lib/same.txt`");
        _workshop.Text("e", "lib/same.txt").ShouldBe("b");
    }

    [Fact]
    public void A_script_of_a_package_is_named_and_not_run()
    {
        var script = new TestPackage("scripted").With("bin/.scripted-post-link.sh", "#!/bin/sh\necho ran > \"$PREFIX/ran.txt\"\n");
        _workshop.With(script);
        _workshop.Done("create", "-n", "e", "scripted").Error.ShouldContain("--run-scripts");
        File.Exists(_workshop.Path("e", "ran.txt")).ShouldBeFalse();
        _workshop.Done("create", "-n", "f", "scripted", "--run-scripts");
        _workshop.Text("f", "ran.txt").ShouldBe("ran\n");
    }

    [Fact]
    public void A_package_whose_hash_is_wrong_makes_no_environment()
    {
        var archive = Path.Join(_workshop.Channel.Path, "linux-64", "other-1.0-0.conda");
        using (var file = File.OpenWrite(archive))
        {
            file.Seek(-1, SeekOrigin.End);
            file.WriteByte(7);
        }

        _workshop.Failed("create", "-n", "e", "other").Error.ShouldContain("other-1.0-0.conda");
        Directory.Exists(_workshop.Path("e")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("zilb", "did you mean `zlib`?")]
    [InlineData("nonsense", "check the spelling")]
    public void A_package_that_no_channel_has_is_named_with_what_may_be_meant(string spec, string hint)
    {
        var answer = _workshop.Failed("create", "-n", "e", spec, "app");
        answer.Error.ShouldContain($"`{spec}`");
        answer.Error.ShouldContain(hint);
    }
}
