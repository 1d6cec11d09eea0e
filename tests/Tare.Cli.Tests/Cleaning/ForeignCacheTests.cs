using System.Text.Json.Nodes;
using Tare.Primitives.Posix;
using Tare.Testing.Packages;

namespace Tare.Cli.Tests.Cleaning;

/// <summary><c>tare clean</c> by somebody to whom the cache, or a part of it, does not belong.</summary>
public sealed class ForeignCacheTests : IDisposable
{
    private const string Nobody = "65534";
    private readonly CleanCommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_cache_is_left_with_the_reason_and_no_failure()
    {
        _bench.Root.Add(new TestPackage("free"));
        var (status, output) = await AsNobody("-t -p -y --json");
        status.ShouldBe(0, output);
        var kept = JsonNode.Parse(output)!["tare"]!["kept"]!.AsArray().Single()!;
        ((string)kept["path"]!, (string)kept["reason"]!).ShouldBe((_bench.Cache, "not writable: permission denied"));
    }

    [Fact]
    public async Task A_root_is_told_of_in_text_and_its_temporary_files_are_failures()
    {
        _bench.Fill();
        var (status, output) = await AsNobody("-a -y 2>&1");
        status.ShouldBe(1);
        var lines = output.Split('\n');
        lines[0].ShouldBe("There are no unused tarball(s) to remove.");
        lines[2].ShouldBe("There are no unused package(s) to remove.");
        lines.Single(l => l.StartsWith("Kept ", StringComparison.Ordinal)).ShouldMatch($@"^Kept {_bench.Cache} \(\d+ KB\): not writable: permission denied\.$");
        lines.Count(l => l.StartsWith($"error: cannot remove `{_bench.Root["env1"]}/", StringComparison.Ordinal)).ShouldBe(3);
        lines.ShouldContain("Freed 0 B.");
    }

    [Fact]
    public async Task A_package_in_use_that_could_not_be_removed_is_kept_and_no_failure()
    {
        var package = _bench.Root.Add(new TestPackage("used").WithFiles(3, 10));
        _bench.Root.Install(package, "base");
        OpenBooks();
        var (status, output) = await AsNobody("-p -y --json");
        status.ShouldBe(0, output);
        var kept = JsonNode.Parse(output)!["tare"]!["kept"]!.AsArray().Single()!;
        ((string)kept["path"]!, ((string)kept["reason"]!)[..6]).ShouldBe((package.Folder, "in use"));
    }

    [Fact]
    public async Task A_cache_of_which_nothing_could_be_removed_is_not_among_those_that_went()
    {
        _bench.Root.Add(new TestPackage("free"));
        OpenBooks();
        JsonNode.Parse((await AsNobody("-f -y --json")).Output)!["pkgs_dirs"]!.AsArray().ShouldBeEmpty();
        (await AsNobody("-f -y -v")).Output.ShouldNotContain("Removed");
    }

    [Fact]
    public async Task A_quiet_dry_run_tells_what_could_not_be_removed()
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        OpenBooks();
        var (status, output) = await AsNobody("-p -d -q 2>&1");
        status.ShouldBe(1);
        output.ShouldContain($"error: cannot remove `{package.Folder}`: permission denied\n");
    }

    [Fact]
    public async Task A_folder_of_an_environment_that_cannot_be_read_is_warned_of()
    {
        NeedsRoot();
        _bench.Root.Install(_bench.Root.Add(new TestPackage("used")), "base");
        var hidden = Directory.CreateDirectory(Path.Combine(_bench.Root.Prefix, "var")).FullName;
        File.SetUnixFileMode(hidden, UnixFileMode.None);
        OpenBooks();
        (await AsNobody("-p -d 2>&1")).Output.ShouldContain($"warning: cannot read `{hidden}`: permission denied; ");
        var answer = JsonNode.Parse((await AsNobody("-p -d --json")).Output)!;
        ((string)answer["packages"]!["warnings"]!.AsArray().Single()!).ShouldContain(hidden);
        (await AsNobody("-t -d 2>&1")).Output.ShouldNotContain("warning");
    }

    [Fact]
    public async Task When_nothing_can_be_removed_the_answer_is_failure()
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        OpenBooks();
        var (status, output) = await AsNobody("-a -y --json");
        status.ShouldBe(1);
        var answer = JsonNode.Parse(output)!;
        ((bool)answer["success"]!).ShouldBeFalse();
        ((long)answer["tare"]!["freed_bytes"]!).ShouldBe(0);
        var failed = answer["tare"]!["failed"]!.AsArray().Select(f => (string)f!["path"]!).ToArray();
        failed.ShouldContain(package.Archive);
        failed.ShouldContain(package.Folder);
        File.Exists(Path.Combine(package.Folder, "info", "index.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_cache_that_cannot_be_read_is_a_failure()
    {
        File.SetUnixFileMode(_bench.Cache, (UnixFileMode)0b011_001_001);
        OpenBooks();
        var (status, output) = await AsNobody("-t -y --json");
        status.ShouldBe(1);
        var failed = JsonNode.Parse(output)!["tare"]!["failed"]!.AsArray().Single()!;
        ((string)failed["path"]!, (string)failed["error"]!).ShouldBe((_bench.Cache, "cannot read it: permission denied"));
    }

    [Fact]
    public async Task A_package_that_cannot_be_looked_through_stays_with_conda_s_warning()
    {
        NeedsRoot();
        var package = _bench.Root.Add(new TestPackage("free").WithFiles(3, 10));
        await _bench.Shell($"chown -R {Nobody} '{_bench.Cache}'");
        var hidden = Path.Combine(package.Folder, "lib");
        await _bench.Shell($"chown 0 '{hidden}'; chmod 700 '{hidden}'");
        var (_, output) = await AsNobody("-p -y --json");
        ((string)JsonNode.Parse(output)!["packages"]!["warnings"]![0]!).ShouldBe($"WARNING: {hidden}: [Errno 13] Permission denied: '{hidden}'");
        File.Exists(Path.Combine(package.Folder, "info", "index.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Folders_without_write_permission_go_when_they_are_the_user_s_own()
    {
        NeedsRoot();
        var package = _bench.Root.Add(new TestPackage("free").WithFiles(3, 10));
        await _bench.Shell($"chown -R {Nobody} '{_bench.Cache}'; chmod -R a-w '{package.Folder}'");
        (await AsNobody("-p -y")).Status.ShouldBe(0);
        Directory.Exists(package.Folder).ShouldBeFalse();
    }

    private static void NeedsRoot() => Assert.SkipUnless(FolderHandle.IsRoot, "needs root, to become somebody else");

    // Appending to urls.txt is what makes a cache one's own; the folder itself stays somebody else's.
    private void OpenBooks() => File.SetUnixFileMode(Path.Combine(_bench.Cache, "urls.txt"), (UnixFileMode)0b110_110_110);

    private Task<(int Status, string Output)> AsNobody(string words)
    {
        NeedsRoot();
        for (var path = _bench.Folder; path.StartsWith(Path.GetTempPath().TrimEnd('/') + "/", StringComparison.Ordinal); path = Path.GetDirectoryName(path)!)
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }

        return _bench.Shell($"setpriv --reuid {Nobody} --regid {Nobody} --clear-groups '{CleanCommandBench.Executable}' clean {words}");
    }
}
