using System.Diagnostics;
using Tare.Testing;
using Tare.Testing.Images;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images;

public sealed class InterruptedSlimTests : IDisposable
{
    private const int Moments = 12;
    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(7);

    public InterruptedSlimTests()
    {
        TareBinary.Require();
        new TestImage()
            .Layer("RUN one", l => Fill(l, "one").File("opt/conda/pkgs/a-1-0.conda", 2_000_000).Text("opt/conda/pkgs/urls.txt", ""))
            .Layer("RUN two", l => Fill(l, "two").Whiteout("opt/conda/one/f3"))
            .Write($"oci:{_folder["fat"]}:1");
    }

    public void Dispose() => _folder.Dispose();

    private static TestLayer Fill(TestLayer layer, string name)
    {
        for (var i = 0; i < 30; i++)
        {
            layer.File($"opt/conda/{name}/f{i}", 200_000);
        }

        return layer;
    }

    private string[] Words(string target) => ["image", "slim", $"oci:{_folder["fat"]}:1", "-q", "-o", target];

    [Theory]
    [InlineData("out/slim.tar")]
    [InlineData("out/slim")]
    public void A_slimming_killed_at_any_moment_leaves_no_image_and_the_next_one_takes_its_rest_away(string name)
    {
        var target = name.EndsWith(".tar", StringComparison.Ordinal) ? _folder[name] : $"oci:{_folder[name]}:1";
        Directory.CreateDirectory(_folder["out"]);
        var measured = Stopwatch.StartNew();
        var whole = TareBinary.Run(Words(_folder["whole.tar"]));
        whole.ExitCode.ShouldBe(0, whole.Error);
        var duration = measured.Elapsed;
        for (var moment = 0; moment < Moments; moment++)
        {
            using (var process = TareBinary.Start(new Dictionary<string, string>(), Words(target)))
            {
                Thread.Sleep(duration * _random.NextDouble());
                process.Kill();
                process.WaitForExit();
            }

            if (Path.Exists(_folder[name]))
            {
                TareBinary.Run("image", "inspect", target, "-q", "--max-waste", "0B").ExitCode.ShouldBe(0, $"after the kill at moment {moment}");
            }

            var again = TareBinary.Run(Words(target));
            again.ExitCode.ShouldBe(0, again.Error);
            again.Output.ShouldBe(whole.Output);
            Directory.GetFileSystemEntries(_folder["out"]).ShouldBe([_folder[name]]);
            Tool.Run("rm", "-r", _folder[name]);
        }
    }

    [Fact]
    public void A_full_disk_is_one_error_and_leaves_nothing()
    {
        using var disk = new SmallDisk(_folder["small"], "5m");
        foreach (var target in (string[])[$"{disk.Path}/slim.tar", $"oci:{disk.Path}/slim:1"])
        {
            var result = TareBinary.Run(Words(target));
            result.ExitCode.ShouldBe(1);
            result.Error.ToLowerInvariant().ShouldContain("no space left");
            result.Error.Split('\n').Count(l => l.StartsWith("error:", StringComparison.Ordinal)).ShouldBe(1, result.Error);
            File.Exists($"{disk.Path}/slim.tar").ShouldBeFalse();
            Directory.Exists($"{disk.Path}/slim").ShouldBeFalse();
            Tool.Run("bash", "-c", $"rm -rf {disk.Path}/.[!.]*");
        }
    }
}
