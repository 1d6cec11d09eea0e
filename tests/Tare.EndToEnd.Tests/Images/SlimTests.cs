using System.Text.Json;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images;

public sealed class SlimTests
{
    private const string Fill = "RUN /bin/busybox mkdir -p /opt/conda/pkgs/big-1.0-0/info /opt/conda/pkgs/big-1.0-0/share /opt/conda/lib /opt/conda/share /opt/conda/conda-meta"
        + " && cd /opt/conda && echo {} > pkgs/big-1.0-0/info/index.json && /bin/busybox touch pkgs/urls.txt"
        + " && /bin/busybox dd if=/dev/urandom of=pkgs/big-1.0-0.conda bs=1k count=900 2>/dev/null"
        + " && /bin/busybox dd if=/dev/urandom of=lib/y bs=1k count=300 2>/dev/null && /bin/busybox ln lib/y pkgs/big-1.0-0/y"
        + " && /bin/busybox dd if=/dev/urandom of=pkgs/big-1.0-0/share/x bs=1k count=500 2>/dev/null && /bin/busybox ln pkgs/big-1.0-0/share/x share/x\n";

    public static TheoryData<string, string> Dockerfiles => new()
    {
        { "two RUNs, the folder deleted", Fill + "RUN /bin/busybox rm -rf /opt/conda/pkgs\n" },
        { "two RUNs, a file deleted", Fill + "RUN /bin/busybox rm /opt/conda/pkgs/big-1.0-0.conda\n" },
        { "one RUN", Fill.TrimEnd() + " && /bin/busybox rm -rf /opt/conda/pkgs\n" },
        { "nothing deleted", Fill },
        { "chown -R", Fill + "RUN /bin/busybox chown -R 1000:1000 /opt/conda\n" },
        { "a replaced link", Fill + "RUN /bin/busybox rm /opt/conda/share/x && echo new > /opt/conda/share/x\n" },
        { "the folder made again", Fill + "RUN /bin/busybox rm -rf /opt/conda/pkgs /opt/conda/lib && /bin/busybox mkdir -p /opt/conda/lib && echo new > /opt/conda/lib/z\n" },
        { "a folder that became a link", Fill + "RUN /bin/busybox rm -rf /opt/conda/pkgs && /bin/busybox ln -s share /opt/conda/pkgs\n" },
    };

    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void The_account_agrees_with_umoci_and_a_slimmed_image_loses_nothing_else(string what, string dockerfile)
    {
        TareBinary.Require();
        Assert.SkipUnless(BuiltImage.IsPossible, BuiltImage.Missing);
        using var image = new BuiltImage(dockerfile + "CMD [\"/bin/sh\"]\n");
        var inspect = JsonDocument.Parse(TareBinary.Run("image", "inspect", image.Name, "--json").Output).RootElement;
        var categories = inspect.GetProperty("waste").GetProperty("categories").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("bytes").GetInt64());
        categories.GetValueOrDefault("shadowed").ShouldBe(image.LayerBytes() - image.FinalBytes(), what);

        var slim = TareBinary.Run("image", "slim", image.Name, "-o", image["slim.tar"], "--report", image["report.json"]);
        slim.ExitCode.ShouldBe(0, slim.Error);
        var before = BuiltImage.Tree(image["final/rootfs"]);
        var after = BuiltImage.Tree(image.Unpack($"oci-archive:{image["slim.tar"]}", "slim"));
        var report = JsonDocument.Parse(File.ReadAllText(image["report.json"])).RootElement;
        var removed = report.GetProperty("removed_paths").EnumerateArray().Select(p => p.GetProperty("path").GetString()![1..]).ToHashSet();
        report.GetProperty("remaining_tree").GetProperty("equal").GetBoolean().ShouldBeTrue();
        Without(after, []).ShouldBe(Without(before, removed), what);
        TareBinary.Run("image", "inspect", image["slim.tar"], "--max-waste", "0B", "-q").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_slimmed_image_runs_and_is_the_same_each_time()
    {
        TareBinary.Require();
        Assert.SkipUnless(BuiltImage.IsPossible, BuiltImage.Missing);
        using var image = new BuiltImage(Fill + "RUN /bin/busybox rm -rf /opt/conda/pkgs\n");
        var first = TareBinary.Run("image", "slim", image.Name, "-o", image["a.tar"]);
        var second = TareBinary.Run("image", "slim", image.Name, "-o", image["b.tar"]);
        first.Output.ShouldBe(second.Output);
        File.ReadAllBytes(image["a.tar"]).ShouldBe(File.ReadAllBytes(image["b.tar"]));
        var root = image.Unpack($"docker-archive:{image["a.tar"]}", "run");
        Tool.Run("chroot", root, "/bin/busybox", "wc", "-c", "/opt/conda/share/x").ShouldStartWith("512000");
    }

    [Fact]
    public void A_damaged_image_gives_one_error_and_no_output()
    {
        TareBinary.Require();
        Assert.SkipUnless(BuiltImage.IsPossible, BuiltImage.Missing);
        using var image = new BuiltImage(Fill);
        Tool.Run("bash", "-c", $"for b in {image["layout"]}/blobs/sha256/*; do [ $(stat -c %s $b) -gt 100000 ] && printf X | dd of=$b bs=1 seek=60000 conv=notrunc 2>/dev/null; done; true");
        var slim = TareBinary.Run("image", "slim", image.Name, "-o", image["slim.tar"]);
        slim.ExitCode.ShouldBe(1);
        slim.Error.Split('\n').Count(l => l.StartsWith("error:", StringComparison.Ordinal)).ShouldBe(1);
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(image["slim.tar"])!, "*slim*").ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(image["slim.tar"])!, ".*slim*").ShouldBeEmpty();
    }

    // A removed name is one name fewer for what is linked to it: the number of names is left out, content and the rest are not.
    private static string[] Without(string[] tree, HashSet<string> removed) =>
        [.. tree.Where(line => !removed.Contains(line[..line.IndexOf(' ')])).Select(line => line.Split(' ') is [var path, "f", .. var rest] ? $"{path} f {string.Join(' ', rest[..4].Concat(rest[5..]))}" : line)];
}
