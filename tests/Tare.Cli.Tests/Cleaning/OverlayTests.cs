using System.Text.Json.Nodes;
using Tare.Primitives.Posix;
using Tare.Testing.Packages;
using Tare.Testing.Roots;

namespace Tare.Cli.Tests.Cleaning;

/// <summary>A root in a lower layer and <c>tare clean</c> in an upper one, as in a later RUN of a Dockerfile: a real overlay mount.</summary>
public sealed class OverlayTests : IDisposable
{
    private readonly CleanCommandBench _bench = new();
    private readonly CachedPackage _free;

    public OverlayTests()
    {
        _bench.Root.Install(_bench.Root.Add(new TestPackage("used").WithFiles(3, 10)), "base");
        _free = _bench.Root.Add(new TestPackage("free").WithFiles(3, 10));
    }

    private string Upper => Path.Combine(_bench.Folder, "upper");

    private string EnvironmentFile => Path.Combine(_bench.Root.Prefix, "lib/used/0/file0.bin");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_dry_run_copies_nothing_up_into_the_layer()
    {
        var plan = await InUpperLayer("tare clean -a -d --json");
        Names(plan).ShouldBe(["free-1.0-0"]);
        Directory.GetFileSystemEntries(Upper).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_package_of_a_lower_layer_goes_whole_and_the_next_clean_finds_nothing()
    {
        var again = await InUpperLayer($"tare clean -p -y >/dev/null && test ! -e '{_free.Folder}' && tare clean -p -d --json");
        Names(again).ShouldBeEmpty();
        Directory.GetFiles(_bench.Cache, "*", SearchOption.AllDirectories).ShouldContain(f => f.StartsWith(_free.Folder + "/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_package_stays_when_a_layer_changed_the_environment_s_file()
    {
        var plan = await InUpperLayer($"echo changed >> '{EnvironmentFile}' && stat -c %h '{EnvironmentFile}' >&2 && tare clean -p -d --json");
        Names(plan).ShouldBe(["free-1.0-0"]);
    }

    [Fact]
    public async Task After_chown_in_a_layer_every_package_goes_and_the_environment_stays_whole()
    {
        var said = await InUpperLayer($"chown -R 0:0 '{_bench.Root.Prefix}' && tare clean -p -y --json && cat '{EnvironmentFile}' >/dev/null");
        Names(said).ShouldBe(["free-1.0-0", "used-1.0-0"]);
    }

    private static string[] Names(JsonNode answer) =>
        [.. answer["packages"]!["pkgs_dirs"]!.AsObject().SelectMany(p => p.Value!.AsArray()).Select(n => (string)n!).Order(StringComparer.Ordinal)];

    // The root is mounted over itself, so that every path is what it was; the mount ends with the shell.
    private async Task<JsonNode> InUpperLayer(string line)
    {
        Assert.SkipUnless(FolderHandle.IsRoot, "needs root, to mount");
        var work = Path.Combine(_bench.Folder, "work");
        Directory.CreateDirectory(Upper);
        Directory.CreateDirectory(work);
        var mount = $"mount -t overlay overlay -o lowerdir='{_bench.Root.Prefix}',upperdir='{Upper}',workdir='{work}' '{_bench.Root.Prefix}'";
        var script = Path.Combine(_bench.Folder, "layer.sh");
        File.WriteAllText(script, $"{mount} || exit 32\ntare() {{ '{CleanCommandBench.Executable}' \"$@\"; }}\n{line}\n");
        var (status, output) = await _bench.Shell($"unshare -m --propagation private sh '{script}'");
        Assert.SkipWhen(status is 32 or 1 && output.Length == 0, "this system allows no overlay mounts");
        status.ShouldBe(0);
        return JsonNode.Parse(output)!;
    }
}
