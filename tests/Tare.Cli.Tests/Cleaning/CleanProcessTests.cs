using System.Diagnostics;
using System.Text.Json.Nodes;
using Tare.Primitives.Files;
using Tare.Primitives.Posix;
using Tare.Testing.Packages;
using Tare.Testing.Roots;

namespace Tare.Cli.Tests.Cleaning;

/// <summary><c>tare clean</c> as a process of its own: what only the system can do to it.</summary>
public sealed class CleanProcessTests : IDisposable
{
    private readonly CleanCommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(110)]
    [InlineData(140)]
    [InlineData(180)]
    [InlineData(250)]
    public async Task A_kill_at_any_moment_leaves_environments_whole_and_the_next_clean_finishes(int milliseconds)
    {
        var used = _bench.Root.Add(new TestPackage("used").WithFiles(300, 10));
        _bench.Root.Install(used, "base");
        var soft = _bench.Root.Add(new TestPackage("soft").WithFiles(20, 10));
        _bench.Root.AddEnvironment("env1");
        _bench.Root.Install(soft, "env1", LinkKind.Soft);
        for (var i = 0; i < 20; i++)
        {
            _bench.Root.Add(new TestPackage($"free{i}").WithFiles(200, 10));
        }

        using (var clean = Start("clean", "-a", "-y"))
        {
            await Task.Delay(milliseconds);
            clean.Kill();
            await clean.WaitForExitAsync();
        }

        ShouldBeWhole(used, _bench.Root.Prefix);
        ShouldBeWhole(soft, _bench.Root["env1"]);
        foreach (var folder in Directory.GetDirectories(_bench.Cache, "*-1.0-0"))
        {
            var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "info", "paths.json")))!["paths"]!.AsArray();
            expected.ShouldAllBe(p => File.Exists(Path.Combine(folder, (string)p!["_path"]!)));
        }

        (await _bench.Run("-a", "-y")).ShouldBe(0);
        Directory.GetDirectories(_bench.Cache).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe([".logs", "soft-1.0-0", "used-1.0-0"]);
    }

    [Fact]
    public async Task A_closed_standard_input_is_no_answer()
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        (await _bench.Shell($"'{CleanCommandBench.Executable}' clean -p <&-")).Status.ShouldBe(1);
        Directory.Exists(package.Folder).ShouldBeTrue();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_at_the_question_ends_it_and_removes_nothing(string signal)
    {
        Assert.SkipWhen(signal == "INT" && IsInterruptIgnored, "started in the background by a shell, where Ctrl-C is ignored");
        var package = _bench.Root.Add(new TestPackage("free"));
        using var clean = Start("clean", "-p");
        var (shown, read) = ("", new char[1]);
        while (!shown.EndsWith("Proceed ([y]/n)? ", StringComparison.Ordinal) && await clean.StandardOutput.ReadAsync(read) > 0)
        {
            shown += read[0];
        }

        await _bench.Shell($"kill -{signal} {clean.Id}");
        (await clean.StandardError.ReadToEndAsync()).ShouldBe("error: interrupted\n");
        await clean.WaitForExitAsync();
        clean.ExitCode.ShouldBe(1);
        Directory.Exists(package.Folder).ShouldBeTrue();
    }

    [Theory]
    [InlineData(">&-")]
    [InlineData(">/dev/full")]
    public async Task When_the_plan_cannot_be_written_nothing_is_removed(string output)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        var package = _bench.Root.Add(new TestPackage("free"));
        (await _bench.Shell($"'{CleanCommandBench.Executable}' clean -a -y {output}")).Status.ShouldBe(1);
        (File.Exists(package.Archive), Directory.Exists(package.Folder)).ShouldBe((true, true));
    }

    [Fact]
    public async Task A_reader_that_goes_while_more_than_a_pipe_holds_is_shown_does_not_stop_the_clean_halfway()
    {
        for (var i = 0; i < 1500; i++)
        {
            File.WriteAllText(Path.Combine(_bench.Cache, $"{new string('a', 60)}{i}-1.0-0.conda"), "");
        }

        await _bench.Shell($"'{CleanCommandBench.Executable}' clean -t -y -v | head -n 1");
        Directory.GetFiles(_bench.Cache, "*.conda").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reader_that_goes_after_the_first_line_does_not_stop_the_clean_halfway()
    {
        _bench.Fill();
        await _bench.Shell($"'{CleanCommandBench.Executable}' clean -a -y | head -n 1");
        Directory.GetDirectories(_bench.Cache).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe([".logs", "used-1.0-0"]);
    }

    [Fact]
    public async Task A_package_with_an_immutable_file_stays_whole()
    {
        NeedsRoot();
        var package = _bench.Root.Add(new TestPackage("free").WithFiles(3, 10));
        var file = Path.Combine(package.Folder, "info", "index.json");
        Assert.SkipUnless((await _bench.Shell($"chattr +i '{file}'")).Status == 0, "this file system has no immutable files");
        try
        {
            (await _bench.Run("-p", "-y", "--json")).ShouldBe(1);
            ((string)_bench.Json["tare"]!["failed"]![0]!["path"]!).ShouldBe(package.Folder);
            Directory.GetFiles(package.Folder, "*.bin", SearchOption.AllDirectories).Length.ShouldBe(3);
        }
        finally
        {
            await _bench.Shell($"chattr -i '{file}'");
        }
    }

    [Fact]
    public async Task A_cache_on_a_read_only_mount_is_left_with_the_reason()
    {
        NeedsRoot();
        _bench.Root.Add(new TestPackage("free"));
        var (status, output) = await _bench.Shell(
            $"unshare -m sh -c \"mount --bind '{_bench.Cache}' '{_bench.Cache}' && mount -o remount,ro,bind '{_bench.Cache}' && '{CleanCommandBench.Executable}' clean -a -y --json\"");
        Assert.SkipWhen(status != 0 && output.Length == 0, "this system allows no mounts");
        status.ShouldBe(0);
        ((string)JsonNode.Parse(output)!["tare"]!["kept"]![0]!["reason"]!).ShouldBe("not writable: read-only file system");
    }

    [Fact]
    public async Task A_cache_that_is_a_mount_is_emptied_and_stays_a_cache()
    {
        NeedsRoot();
        _bench.Root.Add(new TestPackage("free"));
        var (status, output) = await _bench.Shell(
            $"unshare -m sh -c \"mount --bind '{_bench.Cache}' '{_bench.Cache}' && '{CleanCommandBench.Executable}' clean -f -y --json && ls '{_bench.Cache}' 1>&2\"");
        Assert.SkipWhen(status != 0 && output.Length == 0, "this system allows no mounts");
        ((bool)JsonNode.Parse(output)!["success"]!).ShouldBeTrue();
        Directory.GetFileSystemEntries(_bench.Cache).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["urls", "urls.txt"]);
    }

    [Fact]
    public async Task A_cache_whose_lock_mamba_holds_is_left_alone()
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        using var folder = FolderHandle.Open(_bench.Cache);
        using (FileLock.TryTake(folder, "pkgs.lock\0"u8).ShouldNotBeNull())
        {
            var (status, output) = await _bench.Shell($"'{CleanCommandBench.Executable}' clean -a -y --json");
            status.ShouldBe(0);
            output.ShouldContain("holds its lock");
            Directory.Exists(package.Folder).ShouldBeTrue();
        }

        (await _bench.Run("-a", "-y")).ShouldBe(0);
        Directory.GetFileSystemEntries(_bench.Cache).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe([".logs", "urls", "urls.txt"]);
    }

    [Fact]
    public async Task A_cache_into_which_another_tare_puts_packages_is_left_alone()
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        using (ChangeLock.Take(_bench.Cache, CancellationToken.None))
        {
            var (status, output) = await _bench.Shell($"'{CleanCommandBench.Executable}' clean -a -y --json");
            status.ShouldBe(0);
            output.ShouldContain("holds its lock");
            Directory.Exists(package.Folder).ShouldBeTrue();
        }

        (await _bench.Run("-a", "-y")).ShouldBe(0);
        Directory.Exists(package.Folder).ShouldBeFalse();
    }

    [Fact]
    public async Task A_working_directory_that_was_deleted_does_not_matter()
    {
        var package = _bench.Root.Add(new TestPackage("free"));
        var (status, _) = await _bench.Shell($"mkdir '{_bench.Folder}/gone' && cd '{_bench.Folder}/gone' && rmdir '{_bench.Folder}/gone' && '{CleanCommandBench.Executable}' clean -a -y");
        status.ShouldBe(0);
        Directory.Exists(package.Folder).ShouldBeFalse();
    }

    private static bool IsInterruptIgnored =>
        (Convert.ToUInt64(File.ReadLines("/proc/self/status").First(l => l.StartsWith("SigIgn:", StringComparison.Ordinal))[7..].Trim(), 16) & 2) != 0;

    private static void NeedsRoot() => Assert.SkipUnless(FolderHandle.IsRoot, "needs root, to mount and to protect files");

    private static void ShouldBeWhole(CachedPackage package, string environment)
    {
        var record = JsonNode.Parse(File.ReadAllText(Path.Combine(environment, "conda-meta", $"{package.Distribution}.json")))!;
        record["files"]!.AsArray().ShouldAllBe(f => File.ReadAllBytes(Path.Combine(environment, (string)f!)).Length == 10);
    }

    private Process Start(params string[] words)
    {
        var start = new ProcessStartInfo(CleanCommandBench.Executable) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        Array.ForEach(words, start.ArgumentList.Add);
        _bench.SetVariables(start);
        return Process.Start(start)!;
    }
}
