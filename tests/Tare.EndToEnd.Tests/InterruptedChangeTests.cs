using System.Diagnostics;
using Tare.Testing;
using Tare.Testing.Packages;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests;

public sealed class InterruptedChangeTests : IDisposable
{
    private const int Moments = 50;
    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(7);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_create_killed_at_any_moment_leaves_no_environment_or_a_whole_one()
    {
        TareBinary.Require();
        var channel = MakeChannel();
        var duration = Measure(() => Create(channel, "measured").ExitCode.ShouldBe(0));
        for (var moment = 0; moment < Moments; moment++)
        {
            Directory.Delete(_folder["root", "pkgs"], recursive: true);
            Kill(duration * _random.NextDouble(), "create", "-n", "e", "-y", "-q", "-c", channel, "--override-channels", "a=1", "b=1");
            if (Directory.Exists(_folder["root", "envs", "e"]))
            {
                Versions("e").ShouldBe(["1", "1"], $"after the kill at moment {moment}");
            }

            Doctor("e", moment);

            var again = Create(channel, "e");
            again.ExitCode.ShouldBe(0, again.Error);
            Versions("e").ShouldBe(["1", "1"]);
            Directory.GetFileSystemEntries(_folder["root", "envs"]).Select(Path.GetFileName).ShouldBe(["e", "measured"], ignoreOrder: true);
            Directory.Delete(_folder["root", "envs", "e"], recursive: true);
        }
    }

    [Fact]
    public void An_install_killed_at_any_moment_is_undone_or_finished_by_the_next_command()
    {
        TareBinary.Require();
        var channel = MakeChannel();
        Create(channel, "e").ExitCode.ShouldBe(0);
        var duration = Measure(() => Install(channel, "2").ExitCode.ShouldBe(0));
        for (var moment = 0; moment < Moments; moment++)
        {
            Install(channel, "1").ExitCode.ShouldBe(0);
            Versions("e").ShouldBe(["1", "1"]);
            Kill(duration * _random.NextDouble(), "install", "-n", "e", "-y", "-q", "-c", channel, "--override-channels", "a=2", "b=2");

            // Any command that changes the environment settles what was left before it does its own work.
            var next = Run("install", "-n", "e", "-y", "-q", "-c", channel, "--override-channels", "c");
            next.ExitCode.ShouldBe(0, next.Error);
            Doctor("e", moment);
            var versions = Versions("e");
            versions.Distinct().Count().ShouldBe(1, $"after the kill at moment {moment}: {string.Join(", ", versions)}");
            Directory.Exists(_folder["root", "envs", "e", ".tare-transaction"]).ShouldBeFalse();
            Run("remove", "-n", "e", "-y", "-q", "c").ExitCode.ShouldBe(0);
        }
    }

    [Fact]
    public void An_update_killed_at_any_moment_leaves_what_doctor_can_make_whole_and_finds_nothing_wrong_with()
    {
        TareBinary.Require();
        var channel = MakeChannel();
        Create(channel, "e").ExitCode.ShouldBe(0);
        var duration = Measure(() => Update(channel).ExitCode.ShouldBe(0));
        for (var moment = 0; moment < Moments; moment++)
        {
            Install(channel, "1").ExitCode.ShouldBe(0);
            Kill(duration * _random.NextDouble(), UpdateWords(channel));

            // Nobody has to change the environment for it to become whole.
            var settled = Run("doctor", "-n", "e", "--fix", "-y", "-q", "-c", channel, "--override-channels");
            settled.ExitCode.ShouldBe(0, $"after the kill at moment {moment}: {settled.Output}{settled.Error}");
            var versions = Versions("e");
            versions.Distinct().Count().ShouldBe(1, $"after the kill at moment {moment}: {string.Join(", ", versions)}");
            Doctor("e", moment);
            Directory.Exists(_folder["root", "envs", "e", ".tare-transaction"]).ShouldBeFalse();
        }
    }

    [Fact]
    public void Two_creates_of_one_environment_at_once_leave_one_whole_environment()
    {
        TareBinary.Require();
        var channel = MakeChannel();
        for (var round = 0; round < 5; round++)
        {
            string[] words = ["create", "-n", "e", "-y", "-q", "-c", channel, "--override-channels", "a=1", "b=1"];
            using var first = TareBinary.Start(Variables, words);
            using var second = TareBinary.Start(Variables, words);
            first.WaitForExit();
            second.WaitForExit();
            (first.ExitCode == 0 || second.ExitCode == 0).ShouldBeTrue();
            Versions("e").ShouldBe(["1", "1"]);
            Directory.GetFileSystemEntries(_folder["root", "envs"]).ShouldHaveSingleItem();
            Directory.Delete(_folder["root", "envs", "e"], recursive: true);
            Directory.Delete(_folder["root", "pkgs"], recursive: true);
        }
    }

    [Fact]
    public void A_full_disk_is_one_error_and_leaves_nothing()
    {
        TareBinary.Require();
        var channel = MakeChannel();
        using var disk = new SmallDisk(_folder["small"], "300k");
        var result = Run("create", "-p", Path.Join(disk.Path, "e"), "-y", "-q", "-c", channel, "--override-channels", "--copy", "a=1", "b=1");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("error: ");
        result.Error.ToLowerInvariant().ShouldContain("no space left");
        Directory.GetFileSystemEntries(disk.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_disk_that_becomes_full_while_packages_come_keeps_no_parts_of_them()
    {
        TareBinary.Require();
        var channel = MakeChannel();
        using var disk = new SmallDisk(_folder["small"], "200k");
        var variables = new Dictionary<string, string>(Variables) { ["CONDA_PKGS_DIRS"] = disk.Path };
        var result = TareBinary.Run(variables, "create", "-n", "e", "-y", "-q", "-c", channel, "--override-channels", "a=1", "b=1");
        result.ExitCode.ShouldBe(1);
        result.Error.ToLowerInvariant().ShouldContain("no space left");
        result.Error.ShouldContain("hint: free some space");
        Directory.GetFiles(disk.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Where(f => f!.Contains(".partial")).ShouldBeEmpty();
        Directory.Exists(_folder["root", "envs", "e"]).ShouldBeFalse();
    }

    [Fact]
    public void A_rename_killed_at_any_moment_leaves_one_whole_environment()
    {
        TareBinary.Require();
        var channel = MakeChannel();
        Create(channel, "e").ExitCode.ShouldBe(0);
        var duration = Measure(() => Run("rename", "-n", "e", "new").ExitCode.ShouldBe(0));
        Run("rename", "-n", "new", "e").ExitCode.ShouldBe(0);
        for (var moment = 0; moment < Moments; moment++)
        {
            Kill(duration * _random.NextDouble(), "rename", "-n", "e", "new");
            var name = Directory.Exists(_folder["root", "envs", "e"]) ? "e" : "new";
            Versions(name).ShouldBe(["1", "1"], $"after the kill at moment {moment}");
            Run("rename", "-n", name, "settled", "--yes").ExitCode.ShouldBe(0);
            Doctor("settled", moment);
            Run("rename", "-n", "settled", "e", "--yes").ExitCode.ShouldBe(0);
            Run("env", "remove", "-n", "new", "--yes");
        }
    }

    private void Doctor(string environment, int moment)
    {
        if (Directory.Exists(_folder["root", "envs", environment]))
        {
            var answer = Run("doctor", "-n", environment, "altered-files", "missing-files", "consistency");
            answer.ExitCode.ShouldBe(0, $"after the kill at moment {moment}: {answer.Output}");
        }
    }

    private Dictionary<string, string> Variables => new() { ["HOME"] = _folder["home"], ["CONDA_ROOT_PREFIX"] = _folder["root"], ["PATH"] = "/usr/bin:/bin" };

    private string MakeChannel()
    {
        var channel = new ChannelFolder(_folder["channel"]);
        foreach (var (name, version) in new[] { ("a", "1"), ("a", "2"), ("b", "1"), ("b", "2"), ("c", "1") })
        {
            channel.Add(new TestPackage(name, version).WithFiles(120, 3000).With($"lib/{name}.version", version));
        }

        channel.WriteIndex();
        Directory.CreateDirectory(_folder["home"]);
        return "file://" + channel.Path;
    }

    private ToolResult Create(string channel, string name) => Run("create", "-n", name, "-y", "-q", "-c", channel, "--override-channels", "a=1", "b=1");

    private ToolResult Install(string channel, string version) => Run("install", "-n", "e", "-y", "-q", "-c", channel, "--override-channels", $"a={version}", $"b={version}");

    private ToolResult Update(string channel) => Run(UpdateWords(channel));

    private static string[] UpdateWords(string channel) => ["update", "-n", "e", "-y", "-q", "-c", channel, "--override-channels", "a", "b"];

    private ToolResult Run(params string[] words) => TareBinary.Run(Variables, words);

    private static TimeSpan Measure(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }

    private void Kill(TimeSpan after, params string[] words)
    {
        using var process = TareBinary.Start(Variables, words);
        process.WaitForExit(after);
        process.Kill();
        process.WaitForExit();
    }

    // The versions of a and b, proved by every file that their records name.
    private string[] Versions(string environment)
    {
        var prefix = _folder["root", "envs", environment];
        var records = Directory.GetFiles(Path.Join(prefix, "conda-meta"), "*.json");
        foreach (var record in records)
        {
            var files = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(record)).RootElement.GetProperty("files").EnumerateArray().Select(f => f.GetString()!).ToList();
            files.Count.ShouldBe(121);
            files.ShouldAllBe(f => File.Exists(Path.Join(prefix, f)), record);
        }

        var versions = new[] { "a", "b" }.Select(n => File.ReadAllText(Path.Join(prefix, "lib", $"{n}.version"))).ToArray();
        versions.Select((v, i) => $"{"ab"[i]}-{v}-0.json").ShouldBe(records.Select(r => Path.GetFileName(r)!).Where(r => r[0] is 'a' or 'b'), ignoreOrder: true);
        return versions;
    }
}
