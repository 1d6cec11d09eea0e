using System.Text.Json;
using Tare.EndToEnd.Tests.Images.Clients;
using Tare.Testing.Processes;

namespace Tare.EndToEnd.Tests.Images;

[Collection(nameof(ImageWorkshop))]
public sealed class SlimTests(ImageWorkshop workshop)
{
    private const string Fill = "RUN mkdir -p /opt/conda/pkgs/big-1.0-0/info /opt/conda/pkgs/big-1.0-0/share /opt/conda/lib /opt/conda/share /opt/conda/conda-meta"
        + " && cd /opt/conda && echo {} > pkgs/big-1.0-0/info/index.json && touch pkgs/urls.txt"
        + " && dd if=/dev/urandom of=pkgs/big-1.0-0.conda bs=1k count=900 2>/dev/null"
        + " && dd if=/dev/urandom of=lib/y bs=1k count=300 2>/dev/null && ln lib/y pkgs/big-1.0-0/y"
        + " && dd if=/dev/urandom of=pkgs/big-1.0-0/share/x bs=1k count=500 2>/dev/null && ln pkgs/big-1.0-0/share/x share/x\n";

    // What a container of the image says: contents, modes, owners and times, but no number of names.
    private const string Say = "cd /opt/conda && for f in lib/* share/*; do stat -c '%n %F %a %u %g %s %Y' $f && sha256sum $f; done";
    private const string Command = $"CMD [\"/bin/sh\", \"-c\", \"{Say}\"]\n";

    private static readonly (string What, string Dockerfile)[] Dockerfiles =
    [
        ("two RUNs, the folder deleted", Fill + "RUN rm -rf /opt/conda/pkgs\n"),
        ("two RUNs, a file deleted", Fill + "RUN rm /opt/conda/pkgs/big-1.0-0.conda\n"),
        ("one RUN", Fill.TrimEnd() + " && rm -rf /opt/conda/pkgs\n"),
        ("nothing deleted", Fill),
        ("chown -R", Fill + "RUN chown -R 1000:1000 /opt/conda\n"),
        ("chmod -R", Fill + "RUN chmod -R go-w,u+x /opt/conda\n"),
        ("links made and owned anew in one step", Fill + "RUN ln /opt/conda/share/x /opt/conda/lib/x2 && ln /opt/conda/pkgs/big-1.0-0/y /opt/conda/share/y2 && chown -R 1000:1000 /opt/conda\n"),
        ("a replaced link", Fill + "RUN rm /opt/conda/share/x && echo new > /opt/conda/share/x\n"),
        ("the folder made again", Fill + "RUN rm -rf /opt/conda/pkgs /opt/conda/lib && mkdir -p /opt/conda/lib && echo new > /opt/conda/lib/z\n"),
        ("a folder that became a link", Fill + "RUN rm -rf /opt/conda/pkgs && ln -s share /opt/conda/pkgs\n"),
        ("links of links in many steps", Fill + "RUN ln /opt/conda/share/x /opt/conda/lib/x2\nRUN rm /opt/conda/share/x\nRUN ln /opt/conda/lib/x2 /opt/conda/share/x3\nRUN rm -rf /opt/conda/pkgs\n"),
    ];

    public static TheoryData<string, string> Built => [.. Dockerfiles.SelectMany(d => new[] { ("buildah", d.What), ("dockerd", d.What) })];

    [Theory]
    [MemberData(nameof(Built))]
    public void The_account_agrees_with_umoci_and_every_client_runs_the_slimmed_image_which_lost_nothing_else(string builder, string what)
    {
        using var image = Build(builder, what);
        var (before, _) = Check(image);
        RunsInDocker(image, before, "slim");
    }

    [Theory]
    [InlineData("chown -R")]
    [InlineData("the folder made again")]
    [InlineData("links of links in many steps")]
    public void What_is_squashed_is_loaded_and_run_too(string what)
    {
        using var image = Build("dockerd", what);
        var before = image.Unpack(image.Name, "before");
        Slim(image, before, "squashed", "--squash-to", "2", "--keep", "conda-packages,conda-archives").Run().ShouldBe(before.Shell(Say));
        Tool.Run("skopeo", "inspect", "--format", "{{len .Layers}}", $"oci-archive:{image["squashed.tar"]}").Trim().ShouldBe("2");
        RunsInDocker(image, before, "squashed");
    }

    [Theory]
    [InlineData("buildah")]
    [InlineData("dockerd")]
    public void An_image_with_a_whole_Debian_below_keeps_it_to_the_byte(string builder)
    {
        using var image = Build(builder, "two RUNs, the folder deleted", "debian");
        var (before, after) = Check(image);
        RunsInDocker(image, before, "slim");
        after.Shell("apt-get --version && dpkg --verify; true").ShouldBe(before.Shell("apt-get --version && dpkg --verify; true"));
        Layers(image, "slim")[0].ShouldBe(Layers(image, "before")[0], "the base's layer has no waste");
    }

    private static string[] Layers(BuiltImage image, string name) =>
        Tool.Run("skopeo", "inspect", "--format", "{{range .Layers}}{{.}} {{end}}", $"oci:{image[name + "-layout"]}:1").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void Slimming_gives_the_same_bytes_each_time()
    {
        using var image = Build("buildah", "two RUNs, the folder deleted");
        var first = TareBinary.Run("image", "slim", image.Name, "-o", image["a.tar"]);
        var second = TareBinary.Run("image", "slim", image.Name, "-o", image["b.tar"]);
        first.Output.ShouldBe(second.Output);
        File.ReadAllBytes(image["a.tar"]).ShouldBe(File.ReadAllBytes(image["b.tar"]));
    }

    [Fact]
    public void A_damaged_image_gives_one_error_and_no_output()
    {
        using var image = Build("buildah", "nothing deleted");
        Tool.Run("bash", "-c", $"for b in {image["built"]}/blobs/sha256/*; do [ $(stat -c %s $b) -gt 100000 ] && printf X | dd of=$b bs=1 seek=60000 conv=notrunc 2>/dev/null; done; true");
        var slim = TareBinary.Run("image", "slim", image.Name, "-o", image["slim.tar"]);
        slim.ExitCode.ShouldBe(1);
        slim.Error.Split('\n').Count(l => l.StartsWith("error:", StringComparison.Ordinal)).ShouldBe(1);
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(image["slim.tar"])!, "*slim*").ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(image["slim.tar"])!, ".*slim*").ShouldBeEmpty();
    }

    private BuiltImage Build(string builder, string what, string below = "glibc")
    {
        Assert.SkipUnless(ImageWorkshop.IsPossible, ImageWorkshop.Missing);
        Assert.SkipWhen(builder == "dockerd" && workshop.Docker.MissingReason is not null, workshop.Docker.MissingReason ?? "");
        return workshop.Build(builder, Array.Find(Dockerfiles, d => d.What == what).Dockerfile + Command, below);
    }

    private static (Bundle Before, Bundle After) Check(BuiltImage image)
    {
        var before = image.Unpack(image.Name, "before");
        var inspect = JsonDocument.Parse(TareBinary.Run("image", "inspect", image.Name, "--json").Output).RootElement;
        var categories = inspect.GetProperty("waste").GetProperty("categories").EnumerateArray().ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("bytes").GetInt64());
        categories.GetValueOrDefault("shadowed").ShouldBe(image.LayerBytes("before") - before.Bytes());

        var after = Slim(image, before, "slim");
        after.Run().ShouldBe(before.Shell(Say));
        TareBinary.Run("image", "inspect", image["slim.tar"], "--max-waste", "0B", "-q").ExitCode.ShouldBe(0);
        image.LayerBytes("slim").ShouldBe(after.Bytes());
        return (before, after);
    }

    // Slims into NAME.tar under the name NAME:1, and compares what skopeo and umoci make of it with what was there before.
    private static Bundle Slim(BuiltImage image, Bundle before, string name, params string[] options)
    {
        var slim = TareBinary.Run(["image", "slim", image.Name, "-o", $"oci-archive:{image[name + ".tar"]}:{name}:1", "--report", image["report.json"], .. options]);
        slim.ExitCode.ShouldBe(0, slim.Error);
        var after = image.Unpack($"oci-archive:{image[name + ".tar"]}", name);
        var report = JsonDocument.Parse(File.ReadAllText(image["report.json"])).RootElement;
        report.GetProperty("remaining_tree").GetProperty("equal").GetBoolean().ShouldBeTrue();
        var removed = report.GetProperty("removed_paths").EnumerateArray().Select(p => p.GetProperty("path").GetString()![1..]).ToHashSet();
        Without(after.Tree(), []).ShouldBe(Without(before.Tree(), removed));
        return after;
    }

    private void RunsInDocker(BuiltImage image, Bundle before, string name)
    {
        Assert.SkipWhen(workshop.Docker.MissingReason is not null, workshop.Docker.MissingReason ?? "");
        workshop.Docker.Run("load", "-q", "-i", image[name + ".tar"]);
        workshop.Docker.Run("run", "--rm", "--network", "none", $"{name}:1").ShouldBe(before.Shell(Say));
    }

    // A removed name is one name fewer for what is linked to it: the number of names is left out, content and the rest are not.
    private static string[] Without(string[] tree, HashSet<string> removed) =>
        [.. tree.Where(line => !removed.Contains(line[..line.IndexOf(' ')])).Select(line => line.Split(' ') is [var path, "f", .. var rest] ? $"{path} f {string.Join(' ', rest[..4].Concat(rest[5..]))}" : line)];
}
