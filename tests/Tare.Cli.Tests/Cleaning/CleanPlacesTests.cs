using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Cleaning;

/// <summary>Where <c>tare clean</c> looks: folders named by options, variables and configuration, and the one it was called in.</summary>
public sealed class CleanPlacesTests : IDisposable
{
    private readonly CleanCommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_folder_for_temporary_files_that_does_not_exist_has_none()
    {
        (await _bench.Run("-c", "/does/not/exist", "--json")).ShouldBe(0);
        _bench.Json["tempfiles"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_root_that_does_not_exist_is_told()
    {
        (await _bench.Run("-a", "-y", "--root-prefix", "/does/not/exist")).ShouldBe(0);
        _bench.Error.ShouldBe("warning: there is no folder `/does/not/exist`; check --root-prefix\n");
    }

    [Fact]
    public async Task Temporary_files_are_those_of_the_root_and_its_environments_wherever_another_one_is_active()
    {
        _bench.Fill();
        var active = Directory.CreateDirectory(Path.Combine(_bench.Folder, "active", "conda-meta")).Parent!.FullName;
        File.WriteAllText(Path.Combine(active, "conda-meta", "history"), "");
        _bench.Set("CONDA_PREFIX", active);
        (await _bench.Run("-c", "-d", "--json")).ShouldBe(0);
        var found = _bench.Json["tempfiles"]!.AsArray().Select(f => (string)f!).ToArray();
        found.Length.ShouldBe(3);
        found.ShouldAllBe(f => f.StartsWith(_bench.Root["env1"] + "/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("envs/env1/lib", 0)]
    [InlineData("bin", 3)]
    public async Task Words_behind_the_option_for_temporary_files_are_folders_and_options_are_not(string folder, int left)
    {
        _bench.Fill();
        string[] folders = folder.Length == 0 ? [] : [Path.Combine(_bench.Root.Prefix, folder)];
        (await _bench.Run(["-c", .. folders, "-y"])).ShouldBe(0, _bench.Error);
        Directory.GetFiles(_bench.Root["env1"], "*", SearchOption.AllDirectories).Count(IsSetAside).ShouldBe(left);

        static bool IsSetAside(string path) => path.EndsWith(".c~", StringComparison.Ordinal) || path.EndsWith("trash", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Caches_of_the_variable_and_of_the_configuration_are_cleaned_both()
    {
        var (one, other) = (Cache("one"), Cache("other"));
        File.WriteAllText(Path.Combine(_bench.Root.Prefix, ".condarc"), $"pkgs_dirs: [{one}]\n");
        _bench.Set("CONDA_PKGS_DIRS", other);
        (await _bench.Run("-i", "-d", "--json")).ShouldBe(0);
        _bench.Json["index_cache"]!["files"]!.AsArray().Select(f => (string)f!).Order(StringComparer.Ordinal).ShouldBe([one + "/cache", other + "/cache"]);
    }

    [Fact]
    public async Task Caches_in_the_variable_are_separated_by_commas_and_by_nothing_else()
    {
        var (one, other) = (Cache("one"), Cache("other"));
        _bench.Set("CONDA_PKGS_DIRS", $"{one}:{other}");
        (await _bench.Run("-i", "-d", "--json")).ShouldBe(0);
        _bench.Json["index_cache"]!["files"]!.AsArray().ShouldBeEmpty();
        _bench.Set("CONDA_PKGS_DIRS", $"{one},{other}");
        (await _bench.Run("-i", "-d", "--json")).ShouldBe(0);
        _bench.Json["index_cache"]!["files"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_working_directory_inside_the_cache_does_not_matter()
    {
        _bench.Root.Add(new TestPackage("free"));
        var (status, _) = await _bench.Shell($"cd '{_bench.Cache}' && '{CleanCommandBench.Executable}' clean -f -y");
        status.ShouldBe(0);
        Directory.Exists(_bench.Cache).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_called_empty_in_the_working_directory_stays_with_its_content()
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        var (status, _) = await _bench.Shell($"cd '{_bench.Folder}' && mkdir .empty && echo x > .empty/mine && '{CleanCommandBench.Executable}' clean -afy");
        status.ShouldBe(0);
        File.ReadAllText(Path.Combine(_bench.Folder, ".empty", "mine")).ShouldBe("x\n");
        Directory.Exists(package.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_symbolic_link_called_empty_in_the_working_directory_stays_and_hinders_nothing()
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        var (status, _) = await _bench.Shell($"cd '{_bench.Folder}' && mkdir real && ln -s real .empty && '{CleanCommandBench.Executable}' clean -p -y");
        status.ShouldBe(0);
        new FileInfo(Path.Combine(_bench.Folder, ".empty")).LinkTarget.ShouldBe("real");
        Directory.Exists(package.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Notices_and_the_list_of_environments_stay()
    {
        _bench.Fill();
        var notices = Path.Combine(_bench.Folder, "home/.cache/conda/notices/notices.cache");
        Directory.CreateDirectory(Path.GetDirectoryName(notices)!);
        File.WriteAllText(notices, "");
        _bench.Root.WriteEnvironmentsTxt(Path.Combine(_bench.Folder, "home"));
        (await _bench.Run("-afy")).ShouldBe(0);
        File.Exists(notices).ShouldBeTrue();
        File.ReadAllLines(Path.Combine(_bench.Folder, "home/.conda/environments.txt")).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("pkgs_dirs: 7\n", "pkgs_dirs")]
    [InlineData("pkgs_dirs: [\n", "line")]
    public async Task A_bad_configuration_is_one_error_with_its_file_and_nothing_is_removed(string text, string told)
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        var file = Path.Combine(_bench.Root.Prefix, ".condarc");
        File.WriteAllText(file, text);
        (await _bench.Run("-a", "-y")).ShouldBe(1);
        _bench.Error.ShouldContain(file);
        _bench.Error.ShouldContain(told);
        _bench.Error.Split('\n').Count(l => l.StartsWith("error:", StringComparison.Ordinal)).ShouldBe(1);
        Directory.Exists(package.Folder).ShouldBeTrue();
    }

    private string Cache(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_bench.Folder, name, "cache")).Parent!.FullName;
        File.WriteAllText(Path.Combine(folder, "urls.txt"), "");
        File.WriteAllText(Path.Combine(folder, "cache", "a9f7e979.json"), "{}");
        return folder;
    }
}
