using System.Diagnostics;
using System.Text;
using Tare.Archives.Tar;
using Tare.Testing;
using Tare.Testing.Images;

namespace Tare.Cli.Tests.Images;

public sealed class HostileImageTests : IDisposable
{
    // What is wrong, how it is made, what the error says, and whether a copy, which looks at bytes and not into layers, notices.
    private static readonly (string What, Action<TemporaryFolder> Write, string Says, bool IsCopied)[] Cases =
    [
        ("a layer that was cut off", HostileImages.Blob(b => b[..20_000]), "bytes", false),
        ("a layer with one bit wrong", HostileImages.Blob(b => [.. b[..^30_000], (byte)(b[^30_000] ^ 4), .. b[^29_999..]]), "layer", false),
        ("a layer with more bytes than it should have", HostileImages.Blob(b => [.. b, .. b]), "more than the", false),
        ("a layer that is not there", f => RemoveLargest(f), "lacks the blob", false),
        ("more diff ids than layers", HostileImages.Documents(c => c.Replace("\"diff_ids\":[", $"\"diff_ids\":[\"sha256:{new string('0', 64)}\",", StringComparison.Ordinal), m => m), "1 layers and its configuration 2", true),
        ("the tar of another diff id", HostileImages.Documents(OtherDiffId, m => m), "the image configuration says", true),
        ("a manifest with a key twice", HostileImages.Documents(c => c, m => m.Replace("\"schemaVersion\":2,", "\"schemaVersion\":2,\"schemaVersion\":2,", StringComparison.Ordinal)), "repeats a name", false),
        ("a configuration that is said to be huge", HostileImages.Documents(c => c, m => m.Replace("config.v1+json\",\"digest", "config.v1+json\",\"size\":99999999999,\"digest", StringComparison.Ordinal)), "", false),
        ("a configuration that is no JSON", HostileImages.Documents(_ => "not json", m => m), "image configuration", true),
        ("a tar that ends inside a file", HostileImages.Tar(HostileImages.ShortTar), "ends inside `file`", true),
        ("a file that claims 8 GB", HostileImages.Tar(() => HostileImages.HeaderOf((8L << 30) - 1)), "ends inside `file`", true),
        ("a layer that is no tar", HostileImages.Tar(() => [.. Enumerable.Repeat((byte)'x', 2048)]), "wrong checksum", true),
        ("a name that climbs out", HostileImages.Layers(l => l.File("a/../../etc/passwd", 10)), "leads out of the image", true),
        ("a hard link that climbs out", HostileImages.Layers(l => l.HardLink("a", "../etc/passwd")), "leads out of the image", true),
        ("a hard link to nothing", HostileImages.Layers(l => l.HardLink("a", "b")), "which is not a file there", true),
        ("hard links in a circle", HostileImages.Layers(l => l.HardLink("a", "b").HardLink("b", "a")), "which is not a file there", true),
        ("symbolic links in a circle", HostileImages.Layers(l => l.Link("a", "b").Link("b", "a"), l => l.File("a/x", 5)), "leads back to itself", true),
        ("a file below a file", HostileImages.Layers(l => l.File("a", 5), l => l.File("a/b", 5)), "not a folder", true),
        ("a whiteout of no name", HostileImages.Layers(l => l.File(".wh.", 0)), "hides no name", true),
        ("a path of 5000 folders", HostileImages.Layers(l => l.File(string.Join('/', Enumerable.Repeat("d", 2_500)), 1)), "", true),
        ("fewer diff ids than layers", HostileImages.Documents(c => c[..(c.IndexOf("diff_ids\":[", StringComparison.Ordinal) + 11)] + c[c.IndexOf(']', c.IndexOf("diff_ids", StringComparison.Ordinal))..], m => m), "1 layers and its configuration 0", true),
        ("a hard link to itself", HostileImages.Layers(l => l.HardLink("a", "a")), "which is not a file there", true),
        ("a whiteout of the root", HostileImages.Layers(l => l.File("a", 5), l => l.File(".wh..", 0)), "hides no name", true),
        ("a whiteout of what is above the root", HostileImages.Layers(l => l.File("a", 5), l => l.File(".wh...", 0)), "hides no name", true),
        ("a link in the place of the root", HostileImages.Layers(l => l.Link(".", "etc")), "something other than a folder at the root", true),
        ("a file of less than no bytes", HostileImages.Tar(() => HostileImages.HeaderOf([.. Enumerable.Repeat((byte)0xff, 12)])), "an impossible size", true),
        ("a path with a zero byte", HostileImages.Tar(() => HostileImages.Extended("path=a\0b")), "malformed pax header", true),
        ("a size below zero in an extended header", HostileImages.Tar(() => HostileImages.Extended("size=-5")), "malformed pax header", true),
        ("a manifest of 20 MB", HostileImages.Documents(c => c, m => m[..^1] + ",\"annotations\":{\"a\":\"" + new string('x', 20_000_000) + "\"}}"), "no document needs more than", false),
        ("an index in an index, ten deep", HostileImages.Nested(10), "nested more than", false),
        ("a zstd bomb", HostileImages.ZstdBomb(), "", true),
        ("an archive that was cut off early", HostileImages.Truncated(0.1), "", false),
        ("an archive that was cut off late", HostileImages.Truncated(0.8), "", false),
        ("an archive without a manifest", HostileImages.Archive(("file", "x")), "", false),
        ("an archive whose layer is missing", HostileImages.Archive(("manifest.json", """[{"Config":"c.json","RepoTags":[],"Layers":["l.tar"]}]"""), ("c.json", "{}")), "", false),
        ("an archive of links in a circle", HostileImages.Archive(("manifest.json", "-> a"), ("a", "-> manifest.json")), "", false),
        ("a bomb of zeros", HostileImages.Bomb([], 1L << 28), "is no tar archive", false),
        ("a bomb of one endless file", HostileImages.Bomb(HostileImages.HeaderOf((8L << 30) - 1), 3L << 29), "times its size", false),
    ];

    private readonly Machine _machine = new();

    public static TheoryData<string> Names => [.. Cases.Select(c => c.What)];

    public void Dispose() => _machine.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_bad_image_is_one_clear_error_and_leaves_nothing(string what)
    {
        var (_, write, says, isCopied) = Array.Find(Cases, c => c.What == what);
        write(_machine.Folder);
        var name = Directory.Exists(_machine.Folder["bad"]) ? "oci:bad" : "bad.tar";
        var before = Listing();
        foreach (var words in (string[][])[["inspect", name], ["inspect", name, "--html", "out.html"], ["slim", name, "-o", "out.tar", "--report", "out.json"], ["slim", name, "-o", "oci:out"], ["ls", name]])
        {
            Refused(["image", .. words]).ShouldContain(says, Case.Sensitive, what);
        }

        if (!isCopied)
        {
            Refused("image", "copy", name, "out.tar");
            Refused("image", "copy", name, "oci:out");
        }

        Listing().ShouldBe(before);
    }

    [Fact]
    public void Names_that_start_at_the_root_and_names_that_come_twice_are_read_as_unpackers_read_them()
    {
        HostileImages.Layers(l => l.File("/etc/a", 10).File("./etc//b", 20).File("etc/a", 30))(_machine.Folder);
        var listed = _machine.Run("image", "ls", "oci:bad", "/etc", "--json");
        listed.Status.ShouldBe(0, listed.Error);
        listed.Output.ShouldContain("\"/etc/a\"");
        _machine.Run("image", "slim", "oci:bad", "-o", "out.tar", "--report", "report.json").Status.ShouldBe(0);
        _machine.Run("image", "inspect", "out.tar", "--max-waste", "0B", "-q").Status.ShouldBe(0);
    }

    [Fact]
    public void A_million_different_extended_attributes_are_read_in_seconds()
    {
        HostileImages.Layers(l =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                l.Add(new TarEntry { Path = Encoding.UTF8.GetBytes($"d/f{i}"), Attributes = [.. Enumerable.Range(0, 50).Select(k => new TarAttribute($"user.k{k}", Encoding.UTF8.GetBytes($"{i}-{k}")))] });
            }
        })(_machine.Folder);
        var started = Stopwatch.StartNew();
        _machine.Run("image", "inspect", "oci:bad", "-q").Status.ShouldBe(0);
        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_hundred_thousand_whiteouts_are_slimmed_away()
    {
        var image = new TestImage()
            .Layer("RUN make", l => { for (var i = 0; i < 100_000; i++) { l.Text($"d/f{i}", "x"); } })
            .Layer("RUN rm", l => { for (var i = 0; i < 100_000; i++) { l.Whiteout($"d/f{i}"); } });
        image.Write($"oci:{_machine.Folder["many"]}:1");
        var slim = _machine.Run("image", "slim", "oci:many", "-o", "oci:out:1", "--json");
        slim.Status.ShouldBe(0, slim.Error);
        slim.Json.GetProperty("removed_bytes").GetInt64().ShouldBe(100_000);
        _machine.Run("image", "ls", "oci:out", "/").Output.ShouldNotContain("f1");
    }

    // The error, which must be one line with a hint.
    private string Refused(params string[] words)
    {
        var answer = _machine.Run([.. words, "-q"]);
        answer.Status.ShouldBe(1, answer.Output + answer.Error);
        var lines = answer.Error.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(2, answer.Error);
        lines[0].ShouldStartWith("error: ");
        lines[1].ShouldStartWith("hint: ");
        return lines[0];
    }

    // What a copy into a folder has verified stays beside it, for the next attempt.
    private string[] Listing() => [.. Directory.EnumerateFileSystemEntries(_machine.Folder.Path).Where(p => !p.EndsWith(".out.tare-partial", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string OtherDiffId(string config)
    {
        var at = config.IndexOf("diff_ids\":[\"sha256:", StringComparison.Ordinal) + "diff_ids\":[\"sha256:".Length;
        return config[..at] + new string('0', 64) + config[(at + 64)..];
    }

    private static void RemoveLargest(TemporaryFolder folder)
    {
        HostileImages.Blob(b => b)(folder);
        File.Delete(Directory.GetFiles(folder["bad", "blobs", "sha256"]).MaxBy(f => new FileInfo(f).Length)!);
    }
}
