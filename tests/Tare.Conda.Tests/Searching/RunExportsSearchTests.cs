using Tare.Conda.Fetching;
using Tare.Conda.Records;
using Tare.Conda.Repodata;
using Tare.Conda.Searching;
using Tare.Conda.Tests.Repodata;
using Tare.Http;
using Tare.Http.Retries;
using Tare.Testing;
using Tare.Testing.Servers;

namespace Tare.Conda.Tests.Searching;

public sealed class RunExportsSearchTests : IDisposable
{
    private const string List = """
        {"info":{"subdir":"linux-64","version":1},
         "packages":{"a-1-0.tar.bz2":{"run_exports":{"weak":["a 1.*"]}}},
         "packages.conda":{
           "a-1-0.conda":{"run_exports":{"weak":["a >=1,<2"],"strong_constrains":["b <3"],"new_kind":["c"]}},
           "none-1-0.conda":{"run_exports":{}},
           "other-1-0.conda":{"run_exports":{"strong":["other"]}}}}
        """;

    private readonly List<string> _failures = [];
    private readonly TemporaryFolder _folder = new();
    private readonly HttpStack _http = new(new HttpOptions { UsesNetrc = false, Retry = new RetryPolicy { Attempts = 1 } });
    private readonly ChannelServer _server;

    public RunExportsSearchTests()
    {
        _folder.Write("c/linux-64/run_exports.json", List);
        _server = new ChannelServer(_folder["c"], new ChannelServerOptions { ContentEncoding = false });
    }

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private RunExports? Find(string name = "a", Func<RepodataOptions, RepodataOptions>? change = null, string? channel = null)
    {
        channel ??= _server.Url;
        var options = new RepodataOptions { Http = () => _http, CacheFolder = _folder["pkgs/cache"] };
        var search = new RunExportsSearch(change?.Invoke(options) ?? options, new PackageCaches([_folder["pkgs"]])) { Failed = e => _failures.Add(e.Message) };
        return RunExports.Of(search.Complete([Record(name, channel)], [new RepodataLocation("c", channel, "linux-64")]).Single());
    }

    private static RepoDataRecord Record(string name, string channel) => new()
    {
        Name = name,
        Version = "1",
        Build = "0",
        Channel = channel,
        Subdir = "linux-64",
        FileName = $"{name}-1-0.conda",
        Sha256 = new string('0', 64),
    };

    private static string Text(RunExports? exports) => exports is null ? "unknown" : string.Join("; ", exports.Kinds.Select(k => $"{k.Key} {string.Join(", ", k.Value)}"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_list_of_the_channel_says_what_a_package_exports(bool zst)
    {
        if (!zst)
        {
            _server.Faults.Add(Fault.Status(".zst", 404));
        }

        Text(Find()).ShouldBe("strong_constrains b <3; weak a >=1,<2");
        _failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("run_exports.json")]
    [InlineData("run_exports.json.zst")]
    public void A_folder_is_read_as_a_server_is(string name)
    {
        if (name.EndsWith(".zst", StringComparison.Ordinal))
        {
            using var compressor = new ZstdSharp.Compressor(3);
            File.WriteAllBytes(_folder[$"c/linux-64/{name}"], compressor.Wrap(File.ReadAllBytes(_folder["c/linux-64/run_exports.json"])).ToArray());
            File.Delete(_folder["c/linux-64/run_exports.json"]);
        }

        Text(Find(channel: $"file://{_folder["c"]}")).ShouldBe("strong_constrains b <3; weak a >=1,<2");
    }

    [Fact]
    public void A_package_that_exports_nothing_is_told_from_one_that_nobody_knows()
    {
        Text(Find("none")).ShouldBe("");
        Find("missing").ShouldBeNull();
    }

    [Fact]
    public void A_list_that_did_not_change_is_not_transferred_again()
    {
        Find();
        _server.ClearRequests();
        Text(Find()).ShouldStartWith("strong_constrains");
        _server.Requests.Where(r => r.Path.Contains("run_exports", StringComparison.Ordinal)).ShouldHaveSingleItem().Header("If-None-Match").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Without_the_network_the_cached_list_is_used()
    {
        Find();
        _server.ClearRequests();
        Text(Find(change: o => o with { Offline = true })).ShouldStartWith("strong_constrains");
        _server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public void A_channel_without_the_list_is_asked_once_a_week(int status)
    {
        _server.Faults.Add(Fault.Status("run_exports", status));
        Find().ShouldBeNull();
        _server.ClearRequests();
        Find().ShouldBeNull();
        _server.Requests.ShouldBeEmpty();
        _failures.ShouldBeEmpty();
    }

    [Fact]
    public void A_shard_says_it_without_the_list()
    {
        var shard = ShardWriter.Map(("packages.conda", ShardWriter.Map(("a-1-0.conda", ShardWriter.Map(
            ("name", ShardWriter.Text("a")),
            ("version", ShardWriter.Text("1")),
            ("build", ShardWriter.Text("0")),
            ("build_number", ShardWriter.Number(0)),
            ("depends", [0x90]),
            ("run_exports", ShardWriter.Map(("noarch", [0x91, .. ShardWriter.Text("a-base")]))))))));
        ShardWriter.Write(_folder, "c/linux-64", ("", "shards"), ("a", shard));
        Text(Find()).ShouldBe("noarch a-base");
        _server.Requests.Select(r => r.Path).ShouldNotContain(p => p.Contains("run_exports", StringComparison.Ordinal));
    }

    [Fact]
    public void A_shard_that_does_not_say_it_leaves_the_answer_to_the_list()
    {
        ShardWriter.Write(_folder, "c/linux-64", ("", "shards"), ("a", ShardWriter.Shard("a")));
        Text(Find()).ShouldStartWith("strong_constrains");
    }

    [Theory]
    [InlineData("""{"weak":["x 1"]}""", "weak x 1")]
    [InlineData("""["x 2"]""", "weak x 2")]
    [InlineData(null, "")]
    public void An_unpacked_package_says_it_without_the_network(string? exports, string text)
    {
        _folder.Write("pkgs/a-1-0/info/repodata_record.json", $$"""{"name":"a","version":"1","build":"0","build_number":0,"sha256":"{{new string('0', 64)}}"}""");
        if (exports is not null)
        {
            _folder.Write("pkgs/a-1-0/info/run_exports.json", exports);
        }

        Text(Find()).ShouldBe(text);
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void An_unpacked_package_of_the_same_name_from_elsewhere_is_not_believed()
    {
        _folder.Write("pkgs/a-1-0/info/repodata_record.json", $$"""{"name":"a","version":"1","build":"0","build_number":0,"sha256":"{{new string('f', 64)}}"}""");
        Text(Find()).ShouldStartWith("strong_constrains");
    }

    [Theory]
    [InlineData("<html>sign in</html>", "web page")]
    [InlineData("""{"packages.conda":{"a-1-0.conda":{"run_ex""", "ends in the middle")]
    [InlineData("""{"info":{"subdir":"x\n\u001b[2J"},"packages":{}}""", "is the list of something else, not of linux-64")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("""{"info":{"subdir":"osx-64"},"packages":{}}""", "is the list of osx-64")]
    [InlineData("""{"packages.conda":{"a-1-0.conda":{"run_exports":{"weak":["a" "b"]}}}}""", "not valid")]
    [InlineData("", "is empty")]
    public void A_list_that_is_none_is_named_and_not_kept(string content, string problem)
    {
        _folder.Write("c/linux-64/run_exports.json", content);
        Find().ShouldBeNull();
        _failures.ShouldHaveSingleItem().ShouldStartWith("the list of run exports");
        _failures[0].ShouldContain(problem);
        _failures[0].ShouldContain("/linux-64/run_exports.json");
        Directory.EnumerateFiles(_folder["pkgs/cache"], "*.json").Where(f => !f.EndsWith(".info.json", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("7")]
    [InlineData("""{"weak":"a","strong":[1,null,["b"],{"c":1}]}""")]
    [InlineData("""{"weak":{"a":1}}""")]
    public void What_is_of_another_type_is_passed_over(string exports)
    {
        _folder.Write("c/linux-64/run_exports.json", $$$"""{"packages.conda":{"a-1-0.conda":{"run_exports":{{{exports}}} } } }""");
        Text(Find()).ShouldBeOneOf("", "unknown");
        _failures.ShouldBeEmpty();
    }

    [Fact]
    public void A_list_that_does_not_end_is_given_up()
    {
        _folder.Write("c/linux-64/run_exports.json", List + new string(' ', 100_000));
        Find(change: o => o with { LargestList = 50_000 }).ShouldBeNull();
        _failures.ShouldHaveSingleItem().ShouldContain("larger than 50000 bytes");
    }

    [Fact]
    public void A_server_that_fails_is_told_and_costs_the_run_exports_only()
    {
        _server.Faults.Add(Fault.Status("run_exports", 500));
        Find().ShouldBeNull();
        _failures.ShouldHaveSingleItem().ShouldContain("run_exports.json");
    }

    [Fact]
    public void A_list_cut_at_any_byte_is_whole_or_told()
    {
        for (var length = 0; length < List.TrimEnd().Length; length++)
        {
            _folder.Write("c/linux-64/run_exports.json", List[..length]);
            _failures.Clear();
            Find(channel: $"file://{_folder["c"]}").ShouldBeNull($"cut to {length}");
            _failures.ShouldHaveSingleItem($"cut to {length}");
        }
    }
}
