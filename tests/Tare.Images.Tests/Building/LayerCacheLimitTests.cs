using Tare.Images.Building;
using Tare.Primitives;
using Tare.Testing;
using Tare.Testing.Packages;

namespace Tare.Images.Tests.Building;

public sealed class LayerCacheLimitTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    private static void File(TemporaryFolder folder, string name, int size, int hoursAgo)
    {
        folder.Write(name, new string('x', size));
        System.IO.File.SetLastWriteTimeUtc(folder[name], Now.UtcDateTime.AddHours(-hoursAgo));
    }

    [Fact]
    public void What_was_not_used_for_the_longest_time_goes_until_the_rest_fits()
    {
        using var folder = new TemporaryFolder();
        File(folder, "blobs/sha256/a", 100, 30);
        File(folder, "blobs/sha256/b", 100, 10);
        File(folder, "keys/a.json", 1, 31);
        File(folder, "keys/b.json", 1, 10);
        LayerCacheLimit.Apply(folder.Path, new ByteSize(150), Now);
        Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["b", "b.json"]);
    }

    [Fact]
    public void What_a_build_beside_this_one_may_be_using_stays_and_so_does_what_is_being_written()
    {
        using var folder = new TemporaryFolder();
        File(folder, "blobs/sha256/a", 100, 0);
        File(folder, "blobs/sha256/.b.partial", 100, 30);
        LayerCacheLimit.Apply(folder.Path, new ByteSize(0), Now);
        Directory.GetFiles(folder["blobs/sha256"]).Length.ShouldBe(2);
    }

    [Fact]
    public void A_cache_that_is_not_there_needs_nothing()
    {
        using var folder = new TemporaryFolder();
        LayerCacheLimit.Apply(folder["nowhere"], new ByteSize(0), Now);
        Directory.Exists(folder["nowhere"]).ShouldBeFalse();
    }

    [Fact]
    public void A_layer_that_a_build_finds_counts_as_used()
    {
        using var run = new BuildRun().With(new TestPackage("a").With("share/a", "a"));
        run.Build();
        var blobs = Directory.GetFiles(run["layers"], "*", SearchOption.AllDirectories);
        foreach (var blob in blobs)
        {
            System.IO.File.SetLastWriteTimeUtc(blob, Now.UtcDateTime.AddYears(-3));
        }

        run.Build().Layers.Count(l => l.Built.WasCached).ShouldBe(1);
        blobs.ShouldAllBe(b => System.IO.File.GetLastWriteTimeUtc(b) > Now.UtcDateTime.AddYears(-1));
    }
}
