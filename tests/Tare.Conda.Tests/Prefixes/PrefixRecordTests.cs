using System.Text;
using CsCheck;
using Tare.Conda.Prefixes;
using Tare.Testing;

namespace Tare.Conda.Tests.Prefixes;

public sealed class PrefixRecordTests
{
    private const string Record = """
        {
          "name": "zlib", "version": "1.2", "build": "h_0", "build_number": 3, "channel": "https://conda.anaconda.org/conda-forge/linux-64",
          "subdir": "linux-64", "fn": "zlib-1.2-h_0.conda", "md5": "m", "url": "u", "sha256": "s", "depends": ["a", "b >=1"], "constrains": [],
          "noarch": "python", "size": 12, "timestamp": 99, "requested_spec": "zlib", "license": "Zlib", "strange": {"x": [1, 2]},
          "files": ["bin/z", "lib/z"],
          "paths_data": {"paths_version": 1, "paths": [
            {"_path": "bin/z", "path_type": "hardlink", "sha256": "1", "size_in_bytes": 5, "sha256_in_prefix": "2", "prefix_placeholder": "/p", "file_mode": "text"},
            {"_path": "lib/z", "path_type": "softlink", "no_link": true}]},
          "link": {"source": "/opt/conda/pkgs/zlib-1.2-h_0", "type": 2}
        }
        """;

    private static PrefixRecord Parse(string json, PrefixRecordParts parts = PrefixRecordParts.All) =>
        PrefixRecordReader.Parse(Encoding.UTF8.GetBytes(json), "x.json", parts);

    [Fact]
    public void Every_field_is_read()
    {
        var record = Parse(Record);
        record.DistName.ShouldBe("zlib-1.2-h_0");
        record.BuildNumber.ShouldBe(3);
        record.Depends.ShouldBe(["a", "b >=1"]);
        record.RequestedSpecs.ShouldBe(["zlib"]);
        record.Link.ShouldBe(new PackageLink("/opt/conda/pkgs/zlib-1.2-h_0", LinkType.SoftLink));
        record.Files.ShouldBe(["bin/z", "lib/z"]);
        record.Paths[0].ShouldBe(new PrefixPath("bin/z", PrefixPathType.HardLink)
        {
            Sha256 = "1",
            Sha256InPrefix = "2",
            Size = 5,
            PrefixPlaceholder = "/p",
            FileMode = "text",
        });
        record.Paths[1].NoLink.ShouldBeTrue();
        record.OtherFields.ShouldBe([KeyValuePair.Create("strange", """{"x": [1, 2]}""")]);
    }

    [Fact]
    public void A_list_needs_no_files()
    {
        var record = Parse(Record, PrefixRecordParts.Header);
        record.Files.ShouldBeEmpty();
        record.Link.ShouldNotBeNull();
        record.License.ShouldBe("Zlib");
    }

    [Theory]
    [InlineData("%s")]
    [InlineData("{\"x\":{\"paths_data\":{\"y\":1}},%s")]
    [InlineData("{\"x\":\"\\\"paths_data\\\": {\",%s")]
    [InlineData("{\"x\":[\"paths_data\",{}],%s")]
    public void A_list_reads_from_a_file_what_it_reads_from_memory(string start)
    {
        using var folder = new TemporaryFolder();
        var json = start.Replace("%s", start == "%s" ? Record : Record.Trim()[1..], StringComparison.Ordinal);
        var read = PrefixRecordReader.Read(folder.Write("zlib-1.2-h_0.json", json), PrefixRecordParts.Sketch);
        var parsed = Parse(json, PrefixRecordParts.Header);
        (read.Link, read.License, read.RequestedSpecs[0], read.DistName).ShouldBe((parsed.Link, parsed.License, "zlib", "zlib-1.2-h_0"));
        read.RecordSize.ShouldBe(parsed.RecordSize);
    }

    [Fact]
    public void Fields_of_other_types_count_as_missing()
    {
        var record = Parse("""{"name":"a","version":"1","build":"0","build_number":"x","depends":null,"size":[],"timestamp":1.5e3,"noarch":true,"link":5,"files":{},"paths_data":[]}""");
        record.BuildNumber.ShouldBe(0);
        record.Timestamp.ShouldBe(1500);
        record.Noarch.ShouldBe("generic");
        record.Link.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"name":"a","version":"1"}""")]
    [InlineData("""{"name":"a","version":"1","build":"0" """)]
    [InlineData("""{"name":1,"version":"1","build":"0"}""")]
    public void What_is_no_record_is_refused_with_its_path(string json) =>
        Should.Throw<PrefixRecordException>(() => Parse(json)).Message.ShouldContain("x.json");

    [Fact]
    public void Any_bytes_are_a_record_or_one_clear_error()
    {
        var valid = Encoding.UTF8.GetBytes(Record);
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, valid.Length]).Sample((at, value, length) =>
        {
            var bytes = valid.ToArray();
            bytes[at] = value;
            try
            {
                PrefixRecordReader.Parse(bytes.AsSpan(0, Math.Max(length, at)), "x", PrefixRecordParts.All);
            }
            catch (PrefixRecordException)
            {
            }
        });
    }

    [Fact]
    public void The_corpus_of_damaged_records_is_reported_and_does_no_harm()
    {
        Assert.SkipUnless(SharedData.IsPresent, SharedData.Missing);
        foreach (var file in Directory.GetFiles(SharedData.PathOf("badinputs", "conda-meta")))
        {
            try
            {
                PrefixRecordReader.Read(file, PrefixRecordParts.All);
            }
            catch (PrefixRecordException exception)
            {
                exception.Message.ShouldContain(file);
            }
        }
    }
}
