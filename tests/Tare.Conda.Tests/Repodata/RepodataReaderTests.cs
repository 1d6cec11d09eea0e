using System.Text;
using CsCheck;
using Tare.Conda.Repodata;
using Tare.Conda.Repodata.Indexing;
using Tare.Conda.Repodata.Json;
using Tare.Testing;

namespace Tare.Conda.Tests.Repodata;

public sealed class RepodataReaderTests
{
    private const string Two = """
        {"info":{"subdir":"linux-64"},"packages":{
          "a-1.0-0.tar.bz2":{"name":"a","version":"1.0","build":"0","build_number":0,"depends":["b >=1"]},
          "a-1.1-0.tar.bz2":{"name":"a","version":"1.1","build":"0","build_number":0,"depends":["b >=1"],"timestamp":1500000000}},
         "packages.conda":{"a-1.0-0.conda":{"name":"a","version":"1.0","build":"0","build_number":0,"depends":["b >=1"]}},"removed":[]}
        """;

    private static RepodataIndex Read(string json, bool tarBz2Only = false) =>
        RepodataReader.Read(RepodataText.Of(Encoding.UTF8.GetBytes(json)), "https://conda.example/c/linux-64/repodata.json", new RepodataReadOptions(tarBz2Only));

    private static string[] Versions(RepodataIndex index) => [.. Enumerable.Range(0, index.RowCount).Select(i => Encoding.UTF8.GetString(index.Version(index.Rows[i].Version)))];

    [Fact]
    public void The_newest_version_comes_first() => Versions(Read(Two)).ShouldBe(["1.1", "1.0"]);

    [Fact]
    public void A_conda_archive_hides_its_tar_bz2_twin() => Read(Two).Rows.ToArray().Count(r => (r.Flags & RecordFlags.TarBz2) == 0).ShouldBe(1);

    [Fact]
    public void Only_tar_bz2_archives_are_read_when_that_is_asked() => Read(Two, tarBz2Only: true).Rows.ToArray().ShouldAllBe(r => (r.Flags & RecordFlags.TarBz2) != 0);

    [Fact]
    public void Seconds_become_milliseconds() => Read(Two).Rows[0].Timestamp.ShouldBe(1_500_000_000_000);

    [Fact]
    public void A_removed_package_is_left_out() => Versions(Read(Two.Replace("\"removed\":[]", "\"removed\":[\"a-1.1-0.tar.bz2\"]"))).ShouldBe(["1.0"]);

    [Fact]
    public void Equal_lists_of_dependencies_are_kept_once() => Read(Two).Rows.ToArray().Select(r => r.Depends).Distinct().Count().ShouldBe(1);

    [Fact]
    public void A_file_name_that_leaves_its_folder_is_skipped()
    {
        var index = Read(Two.Replace("\"a-1.1-0.tar.bz2\":", "\"../a-1.1-0.tar.bz2\":"));
        (index.Skipped, Versions(index)).ShouldBe((1, ["1.0"]), Comparer);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("<html><body>502 Bad Gateway</body></html>", "is a web page")]
    [InlineData("{\"packages\":{\"a-1-0.conda\":{\"name\":\"a\"", "ends in the middle")]
    [InlineData("{\"packages\":[]}", "is not valid at byte 12")]
    public void A_broken_list_is_an_error_that_names_the_channel(string json, string problem)
    {
        var error = Should.Throw<RepodataException>(() => Read(json));
        error.Message.ShouldContain("https://conda.example/c/linux-64/repodata.json");
        error.Message.ShouldContain(problem);
    }

    [Fact]
    public void Every_broken_list_of_the_corpus_is_an_error_or_loses_records_only()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        foreach (var path in Directory.GetFiles(SharedData.PathOf("badinputs", "repodata")).Concat(Directory.GetFiles(SharedData.PathOf("badinputs", "repodata_cache"))))
        {
            try
            {
                using var text = RepodataText.OfFile(path);
                RepodataReader.Read(text, path, default);
            }
            catch (RepodataException exception)
            {
                exception.Message.ShouldContain(path);
            }
        }
    }

    [Fact]
    public void Two_threads_read_what_one_reads()
    {
        var records = string.Join(",", Enumerable.Range(0, 30_000).Select(i =>
            $"\"p{i % 700}-{i}.0-h_{i % 5}.conda\":{{\"name\":\"p{i % 700}\",\"version\":\"{i}.0\",\"build\":\"h_{i % 5}\",\"build_number\":{i % 5},\"depends\":[\"p{(i * 7) % 700} >={i % 40}\",\"fake }},\\\"x-1-0.conda\\\":{{\"]}}"));
        var json = $"{{\"info\":{{}},\"packages\":{{}},\"packages.conda\":{{{records}}}}}";
        var whole = Encoding.UTF8.GetBytes(json);
        whole.Length.ShouldBeGreaterThan(4 << 20);
        var split = RepodataReader.Read(RepodataText.Of(whole), "list", default);
        var parser = new RepodataParser(RepodataText.Of(whole), 0, RepodataSection.Start, tarBz2Only: false);
        parser.ReadUntil(-1).ShouldBeFalse();
        parser.Fault.ShouldBeNull();
        var single = new IndexBuilder([parser.Batch]).Build(new RepodataInfo("", ""), default);
        Dump(split).ShouldBe(Dump(single));
    }

    [Fact]
    public void A_record_that_is_no_UTF8_is_an_error_that_names_the_list_and_the_package()
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes("""{"packages":{"a-1-0.tar.bz2":{"name":"a","version":"1","build":"0","build_number":0,"depends":[],"license":"B\u00ff"}}}""".Replace("\\u00ff", "\u00ff"));
        using var list = ChannelRepodata.Parse(bytes, new RepodataLocation("c", "https://conda.example/c", "linux-64"));
        var error = Should.Throw<RepodataException>(() => list.Records.ToList());
        error.Message.ShouldContain("https://conda.example/c/linux-64/repodata.json");
        error.Message.ShouldContain("a-1-0.tar.bz2");
    }

    [Fact]
    public void Any_bytes_give_an_index_or_a_repodata_error() => Gen.Select(Gen.String, Gen.Int[0, 400]).Sample(t =>
    {
        var text = Two.Length > t.Item2 ? Two.Insert(Two.Length - t.Item2, t.Item1) : Two;
        try
        {
            Read(text);
        }
        catch (RepodataException)
        {
            // The one error that is allowed.
        }
    });

    private static List<string> Dump(RepodataIndex index)
    {
        var lines = new List<string>();
        for (var name = 0; name < index.NameCount; name++)
        {
            var (first, count) = index.RowsOf(name);
            for (var row = first; row < first + count; row++)
            {
                var entry = index.Rows[row];
                var depends = string.Join('|', index.List(entry.Depends).ToArray().Select(s => Encoding.UTF8.GetString(index.Spec(s))));
                lines.Add($"{Encoding.UTF8.GetString(index.Name(name))} {Encoding.UTF8.GetString(index.Version(entry.Version))} {Encoding.UTF8.GetString(index.Build(entry.Build))} {entry.Offset} {depends}");
            }
        }

        return lines;
    }

    private static readonly IEqualityComparer<(int, string[])> Comparer =
        EqualityComparer<(int, string[])>.Create((a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2));
}
