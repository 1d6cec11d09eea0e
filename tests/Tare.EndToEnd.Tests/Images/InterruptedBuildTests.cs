using System.Diagnostics;
using Tare.Testing;
using Tare.Testing.Packages;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images;

public sealed class InterruptedBuildTests : IDisposable
{
    private const int Moments = 15;
    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(11);

    public InterruptedBuildTests()
    {
        TareBinary.Require();
        var channel = new ChannelFolder(_folder["channel"]);
        foreach (var name in (string[])["a", "b", "c", "d"])
        {
            channel.Add(new TestPackage(name).WithFiles(60, 20_000));
        }

        channel.WriteIndex("linux-64");
        Directory.CreateDirectory(_folder["home"]);
    }

    private Dictionary<string, string> Variables => new() { ["HOME"] = _folder["home"], ["CONDA_PKGS_DIRS"] = _folder["pkgs"], ["CONDA_ROOT_PREFIX"] = _folder["root"] };

    private string[] Words(string target) =>
        ["image", "build", "a", "b", "c", "d", "--override-channels", "-c", $"file://{_folder["channel"]}", "--platform", "linux/amd64", "-t", "app:1", "-q", "-o", target];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_build_killed_at_any_moment_leaves_a_layout_that_is_whole_or_none()
    {
        var measured = Stopwatch.StartNew();
        var whole = TareBinary.Run(Variables, Words($"oci:{_folder["whole"]}"));
        whole.ExitCode.ShouldBe(0, whole.Error);
        var duration = measured.Elapsed;
        for (var moment = 0; moment < Moments; moment++)
        {
            Directory.Delete(_folder["home", ".cache"], recursive: true);
            using (var process = TareBinary.Start(Variables, Words($"oci:{_folder["out"]}")))
            {
                Thread.Sleep(duration * _random.NextDouble());
                process.Kill();
                process.WaitForExit();
            }

            if (File.Exists(_folder["out", "index.json"]))
            {
                TareBinary.Run(Variables, "image", "inspect", $"oci:{_folder["out"]}", "-q", "--platform", "linux/amd64").ExitCode.ShouldBe(0, $"after the kill at moment {moment}");
            }

            // What was left of the cache is used by the next build, and its image is the same.
            var again = TareBinary.Run(Variables, Words($"oci:{_folder["again"]}"));
            again.ExitCode.ShouldBe(0, again.Error);
            again.Output.ShouldBe(whole.Output);
            Directory.Delete(_folder["again"], recursive: true);
            if (Directory.Exists(_folder["out"]))
            {
                Directory.Delete(_folder["out"], recursive: true);
            }
        }
    }

    [Theory]
    [InlineData("image.tar")]
    [InlineData("layout")]
    public void A_full_disk_is_one_error_and_leaves_no_image(string target)
    {
        using var disk = new SmallDisk(_folder["small"], "200k");
        var path = Path.Join(disk.Path, target);
        var result = TareBinary.Run(Variables, Words(target == "layout" ? $"oci:{path}" : path));
        result.ExitCode.ShouldBe(1);
        result.Error.ToLowerInvariant().ShouldContain("no space left");
        result.Error.Split('\n').Count(l => l.StartsWith("error:", StringComparison.Ordinal)).ShouldBe(1);
        File.Exists(path).ShouldBeFalse();
        File.Exists(Path.Join(path, "index.json")).ShouldBeFalse();
        Directory.GetFiles(disk.Path, "*.partial", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public void A_full_layer_cache_is_one_error_that_names_it()
    {
        using var disk = new SmallDisk(_folder["cache"], "200k");
        var result = TareBinary.Run(new Dictionary<string, string>(Variables) { ["XDG_CACHE_HOME"] = disk.Path }, Words(_folder["image.tar"]));
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain($"{disk.Path}/tare/layers");
        result.Error.ToLowerInvariant().ShouldContain("no space left");
        File.Exists(_folder["image.tar"]).ShouldBeFalse();
    }
}
