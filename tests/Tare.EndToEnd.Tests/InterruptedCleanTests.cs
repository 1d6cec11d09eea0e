using Tare.Primitives;
using Tare.Testing;
using Tare.Testing.Packages;
using Tare.Testing.Processes;
using Tare.Testing.Roots;

namespace Tare.EndToEnd.Tests;

public sealed class InterruptedCleanTests
{
    private const int Moments = 20;

    [Fact]
    public void A_clean_killed_at_any_moment_leaves_environments_whole_and_the_next_one_finishes()
    {
        TareBinary.Require();
        using var folder = new TemporaryFolder();
        var random = new Random(1);
        var duration = Duration(folder["measured"]);
        for (var moment = 0; moment < Moments; moment++)
        {
            var root = MakeRoot(folder[$"root{moment}"]);
            var before = FilesOf(root["work"]);
            Kill(root, duration * random.NextDouble());
            FilesOf(root["work"]).ShouldBe(before, $"after the kill at moment {moment}");

            var second = Clean(root);
            second.ExitCode.ShouldBe(0, second.Error);
            FilesOf(root["work"]).ShouldBe(before, $"after the clean behind moment {moment}");
            Directory.GetFiles(root.Packages, "*.conda").ShouldBeEmpty();
            Directory.GetDirectories(root.Packages, "unused*").ShouldBeEmpty();
        }
    }

    private static CondaRoot MakeRoot(string prefix)
    {
        var root = new CondaRoot(prefix);
        root.AddEnvironment("work");
        for (var i = 0; i < 6; i++)
        {
            root.Install(root.Add(new TestPackage($"used{i}").WithFiles(20, 200)), "work");
            root.Add(new TestPackage($"unused{i}").WithFiles(60, 200));
        }

        root.AddIndexCache();
        root.AddLogs();
        return root;
    }

    private static TimeSpan Duration(string prefix)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var root = MakeRoot(prefix);
        watch.Restart();
        Clean(root).ExitCode.ShouldBe(0);
        return watch.Elapsed;
    }

    private static ToolResult Clean(CondaRoot root) => TareBinary.Run(Variables(root), "clean", "--all", "--yes");

    private static Dictionary<string, string> Variables(CondaRoot root) => new() { ["HOME"] = root.Prefix, ["CONDA_ROOT_PREFIX"] = root.Prefix };

    private static void Kill(CondaRoot root, TimeSpan after)
    {
        using var process = TareBinary.Start(Variables(root), "clean", "--all", "--yes");
        process.WaitForExit(after);
        process.Kill();
        process.WaitForExit();
    }

    private static string[] FilesOf(string environment) =>
        [.. InfoFolder.PayloadOf(environment).Select(p => $"{p} {Digest.Of(File.ReadAllBytes(Path.Combine(environment, p))).Hex}")];
}
