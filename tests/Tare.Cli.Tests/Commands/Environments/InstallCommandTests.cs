using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Commands.Environments;

public sealed class InstallCommandTests : IDisposable
{
    private readonly Workshop _workshop = new Workshop().With(
        Workshop.Package("zlib", "1.2"), Workshop.Package("zlib", "1.3"), Workshop.Package("app", "2.0", "zlib"), Workshop.Package("other"));

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Install_adds_to_what_is_there()
    {
        _workshop.Done("create", "-n", "e", "zlib=1.2");
        _workshop.Done("install", "-n", "e", "app");
        _workshop.Packages("e").ShouldBe(["app 2.0", "zlib 1.2"]);
        _workshop.Text("e", "lib/zlib.txt").ShouldBe("zlib 1.2");
    }

    [Fact]
    public void Update_brings_what_is_named_up_to_date()
    {
        _workshop.Done("create", "-n", "e", "app", "zlib=1.2");
        _workshop.Done("update", "-n", "e", "zlib");
        _workshop.Packages("e").ShouldBe(["app 2.0", "zlib 1.3"]);
        _workshop.Text("e", "lib/zlib.txt").ShouldBe("zlib 1.3");
        Directory.GetFiles(_workshop.Path("e", "conda-meta"), "zlib*").ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_satisfied_is_left_alone_when_that_is_asked_for()
    {
        _workshop.Done("create", "-n", "e", "zlib=1.2", "other");
        _workshop.Done("install", "-n", "e", "zlib", "-S");
        _workshop.Packages("e").ShouldBe(["other 1.0", "zlib 1.2"]);
        _workshop.Done("update", "-n", "e", "zlib", "-S");
        _workshop.Packages("e").ShouldBe(["other 1.0", "zlib 1.2"]);
    }

    [Fact]
    public void Pruning_is_done_even_where_everything_is_satisfied()
    {
        _workshop.Done("create", "-n", "e", "zlib=1.2", "other");
        _workshop.Done("install", "-n", "e", "zlib", "-S", "--prune");
        _workshop.Packages("e").ShouldBe(["zlib 1.3"]);
    }

    [Theory]
    [InlineData("app 2.0, zlib 1.2")]
    [InlineData("app 3.0, zlib 1.3", "--update-specs")]
    [InlineData("app 3.0, zlib 1.3", "-S")]
    public void What_is_installed_is_frozen_first_only_where_no_option_says_how_far_to_go(string packages, params string[] options)
    {
        _workshop.With(Workshop.Package("app", "3.0", "zlib >=1.3"), Workshop.Package("base", "1.0", "zlib"));
        _workshop.Done("create", "-n", "e", "base", "zlib=1.2");
        File.WriteAllText(_workshop.Path("e", "conda-meta/history"), "");
        _workshop.Done(["install", "-n", "e", "app", .. options]);
        string.Join(", ", _workshop.Packages("e").Where(p => !p.StartsWith("base", StringComparison.Ordinal))).ShouldBe(packages);
    }

    [Fact]
    public void The_configuration_says_how_far_an_update_goes_and_not_how_far_an_install_does()
    {
        _workshop.Done("create", "-n", "e", "zlib=1.2");
        _workshop.Machine.With("CONDA_UPDATE_MODIFIER", "update_all");
        _workshop.Done("install", "-n", "e", "other");
        _workshop.Packages("e").ShouldBe(["other 1.0", "zlib 1.2"]);
        _workshop.Done("update", "-n", "e");
        _workshop.Packages("e").ShouldBe(["other 1.0", "zlib 1.3"]);
    }

    [Fact]
    public void The_configuration_says_whether_packages_come_with_their_dependencies()
    {
        _workshop.Machine.With("CONDA_DEPS_MODIFIER", "only_deps");
        _workshop.Done("create", "-n", "e", "app");
        _workshop.Packages("e").ShouldBe(["zlib 1.3"]);
    }

    [Fact]
    public void Update_of_a_package_that_is_not_there_is_an_error()
    {
        _workshop.Done("create", "-n", "e", "zlib");
        _workshop.Failed("update", "-n", "e", "app").Error.ShouldContain("app");
    }

    [Fact]
    public void Remove_takes_what_needs_the_package_too()
    {
        _workshop.Done("create", "-n", "e", "app", "other");
        _workshop.Done("remove", "-n", "e", "zlib");
        _workshop.Packages("e").ShouldBe(["other 1.0"]);
        File.Exists(_workshop.Path("e", "lib/app.txt")).ShouldBeFalse();
        Directory.Exists(_workshop.Path("e", "share/app")).ShouldBeFalse();
        _workshop.Text("e", "conda-meta/history").ShouldContain("# remove specs: ['zlib']");
    }

    [Fact]
    public void Where_nobody_knows_what_was_asked_for_only_what_is_named_goes()
    {
        _workshop.With(Workshop.Package("other"), Workshop.Package("more"));
        _workshop.Done("create", "-n", "e", "other", "more");
        File.WriteAllText(_workshop.Path("e", "conda-meta/history"), "");
        _workshop.Done("remove", "-n", "e", "other");
        _workshop.Packages("e").ShouldBe(["more 1.0"]);
    }

    [Fact]
    public void Python_stays_for_what_pip_installed_when_its_last_package_goes()
    {
        _workshop.With(Workshop.Package("python", "3.12.1"), Workshop.Package("tool", "1.0", "python"));
        _workshop.Done("create", "-n", "e", "tool");
        _workshop.Done("remove", "-n", "e", "tool");
        _workshop.Packages("e").ShouldBe(["python 3.12.1"]);
        _workshop.Done("remove", "-n", "e", "python");
        _workshop.Packages("e").ShouldBeEmpty();
    }

    [Fact]
    public void Forced_removal_takes_just_what_is_named()
    {
        _workshop.Done("create", "-n", "e", "app");
        _workshop.Done("remove", "-n", "e", "zlib", "--force");
        _workshop.Packages("e").ShouldBe(["app 2.0"]);
    }

    [Fact]
    public void Everything_that_cannot_be_removed_is_named_at_once()
    {
        _workshop.Done("create", "-n", "e", "app");
        var error = _workshop.Failed("remove", "-n", "e", "one", "app", "two").Error;
        error.ShouldContain("`one`, `two`");
        _workshop.Packages("e").Length.ShouldBe(2);
    }

    [Fact]
    public void A_revision_brings_back_what_was_there()
    {
        _workshop.Done("create", "-n", "e", "zlib=1.2");
        _workshop.Done("install", "-n", "e", "zlib=1.3", "other");
        _workshop.Done("install", "-n", "e", "--revision", "0");
        _workshop.Packages("e").ShouldBe(["zlib 1.2"]);
    }

    [Fact]
    public void What_an_update_went_past_is_not_asked_for_again()
    {
        _workshop.Done("create", "-n", "u", "zlib=1.2");
        _workshop.Done("update", "-n", "u", "--all");
        _workshop.Text("u", "conda-meta/history").ShouldEndWith("# neutered specs: ['zlib']\n");
        _workshop.Done("install", "-n", "u", "other");
        _workshop.Packages("u").ShouldBe(["other 1.0", "zlib 1.3"]);
        _workshop.Text("u", "conda-meta/zlib-1.3-0.json").ShouldNotContain("requested_spec\"");
    }

    [Fact]
    public void A_revision_asks_for_what_was_asked_for_up_to_then()
    {
        _workshop.Done("create", "-n", "u", "zlib=1.2");
        _workshop.Done("update", "-n", "u", "--all");
        _workshop.Done("install", "-n", "u", "--revision", "0");
        _workshop.Text("u", "conda-meta/history").ShouldEndWith("# update specs: ['zlib=1.2']\n");
        _workshop.Text("u", "conda-meta/zlib-1.2-0.json").ShouldContain("\"requested_spec\": \"zlib=1.2\"");
        _workshop.Done("install", "-n", "u", "other");
        _workshop.Packages("u").ShouldBe(["other 1.0", "zlib 1.2"]);
    }

    [Fact]
    public void An_update_takes_no_version()
    {
        _workshop.Done("create", "-n", "e", "zlib");
        _workshop.Failed("update", "-n", "e", "zlib=1.3").Error.ShouldBe("error: `update` takes names of packages, and `zlib=1.3` says more\nhint: `install 'zlib=1.3'` brings a version of your choice\n");
    }

    [Fact]
    public void A_revision_brings_back_what_has_to_be_fetched_again()
    {
        _workshop.Done("create", "-n", "e", "zlib=1.2");
        _workshop.Done("install", "-n", "e", "zlib=1.3", "other");
        Directory.Delete(System.IO.Path.Join(_workshop.Machine.Root, "pkgs"), recursive: true);
        _workshop.Machine.File("root/.condarc", "channels: []\nalways_yes: true\n");
        _workshop.Done("install", "-n", "e", "--revision", "0", "-c", _workshop.ChannelUrl, "--override-channels");
        _workshop.Packages("e").ShouldBe(["zlib 1.2"]);
        _workshop.Done("doctor", "-n", "e");
    }

    [Fact]
    public void A_revision_names_all_that_can_no_longer_be_had()
    {
        _workshop.Done("create", "-n", "e", "zlib=1.2", "app");
        _workshop.Done("remove", "-n", "e", "zlib");
        Directory.Delete(System.IO.Path.Join(_workshop.Machine.Root, "pkgs"), recursive: true);
        _workshop.Machine.File("channel/linux-64/repodata.json", """{"packages": {}, "packages.conda": {}}""");
        _workshop.Failed("install", "-n", "e", "--revision", "0").Error.ShouldContain("app-2.0-0, zlib-1.2-0");
        _workshop.Packages("e").ShouldBeEmpty();
    }

    [Fact]
    public void A_link_to_a_folder_is_moved_as_a_link()
    {
        _workshop.With(new TestPackage("linked") { Links = { ["lib/folder"] = "../share", ["lib/nowhere"] = "../missing" } }.With("share/x.txt", "x"));
        _workshop.Done("create", "-n", "e", "zlib");
        _workshop.Done("install", "-n", "e", "linked");
        new FileInfo(_workshop.Path("e", "lib/folder")).LinkTarget.ShouldBe("../share");
        new FileInfo(_workshop.Path("e", "lib/nowhere")).LinkTarget.ShouldBe("../missing");
        _workshop.Done("remove", "-n", "e", "linked");
        Directory.GetFileSystemEntries(_workshop.Path("e", "lib")).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_frozen_environment_is_not_changed()
    {
        _workshop.Done("create", "-n", "e", "zlib");
        _workshop.Machine.File("root/envs/e/conda-meta/frozen", """{"message": "belongs to the team"}""");
        _workshop.Failed("install", "-n", "e", "app").Error.ShouldContain("belongs to the team");
        _workshop.Done("install", "-n", "e", "app", "--override-frozen");
    }

    [Fact]
    public void A_frozen_environment_is_not_removed()
    {
        _workshop.Done("create", "-n", "e", "zlib");
        _workshop.Machine.File("root/envs/e/conda-meta/frozen", "");
        _workshop.Failed("env", "remove", "-n", "e").Error.ShouldContain("is frozen");
        _workshop.Done("env", "remove", "-n", "e", "--override-frozen");
        Directory.Exists(_workshop.Path("e")).ShouldBeFalse();
    }

    [Fact]
    public void What_is_installed_already_is_not_solved_for_again_when_told()
    {
        _workshop.Done("create", "-n", "e", "zlib=1.2");
        System.IO.File.Delete(System.IO.Path.Join(_workshop.Channel.Path, "linux-64", "repodata.json"));
        _workshop.Done("install", "-n", "e", "zlib>=1", "-S", "-C").Output.ShouldContain("already installed");
        _workshop.Packages("e").ShouldBe(["zlib 1.2"]);
    }

    [Fact]
    public void Changing_what_is_no_environment_is_an_error() => _workshop.Failed("install", "-n", "none", "app").Error.ShouldContain("Not a conda environment");

    [Fact]
    public void Noarch_packages_move_with_another_python()
    {
        _workshop.With(Python("3.11.1"), Python("3.12.1"), NoarchPython());
        _workshop.Done("create", "-n", "e", "python=3.11", "pure", "--no-bytecode");
        File.Exists(_workshop.Path("e", "lib/python3.11/site-packages/pure.py")).ShouldBeTrue();
        _workshop.Done("install", "-n", "e", "python=3.12", "--no-bytecode");
        File.Exists(_workshop.Path("e", "lib/python3.12/site-packages/pure.py")).ShouldBeTrue();
        Directory.Exists(_workshop.Path("e", "lib/python3.11")).ShouldBeFalse();
    }

    [Fact]
    public void A_python_that_cannot_compile_is_a_warning()
    {
        _workshop.With(Python("3.12.1"), NoarchPython());
        _workshop.Done("create", "-n", "e", "python=3.12", "pure").Error.ShouldContain("Python modules were not compiled");
        _workshop.Packages("e").Length.ShouldBe(2);
    }

    private static TestPackage Python(string version) => new TestPackage("python", version).With($"bin/python{version[..4]}", "not a program");

    private static TestPackage NoarchPython() => new TestPackage(new PackageFields("pure", "1.0", "0") { Noarch = "python", Subdir = "noarch", Depends = ["python"] })
        .With("site-packages/pure.py", "x = 1\n").With("info/link.json", """{"noarch": {"type": "python"}, "package_metadata_version": 1}""");
}
