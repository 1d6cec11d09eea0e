using CsCheck;
using Tare.Conda.Repodata;
using Tare.Conda.Repodata.MessagePack;
using Tare.Conda.Repodata.Shards;
using Tare.Http;
using Tare.Testing;
using Tare.Testing.Servers;

namespace Tare.Conda.Tests.Repodata;

public sealed class ShardedRepodataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpStack _http = new(new HttpOptions { UsesNetrc = false });
    private readonly ChannelServer _server;

    public ShardedRepodataTests() => _server = new ChannelServer(Directory.CreateDirectory(_folder["c"]).FullName);

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private IReadOnlyList<ChannelRepodata> Load(bool offline, params string[] names) =>
        new RepodataGateway(new RepodataOptions { Http = () => _http, CacheFolder = _folder["cache"], Offline = offline }).Load([new RepodataLocation("c", _server.Url, "linux-64")], names);

    private Dictionary<string, Primitives.Digest> Write(string baseUrl = "", string shardsBaseUrl = "shards") => ShardWriter.Write(
        _folder, "c/linux-64", (baseUrl, shardsBaseUrl), ("a", ShardWriter.Shard("a", "b >=1")), ("b", ShardWriter.Shard("b", "a", "conda-forge::d[version='1']", "nowhere")), ("d", ShardWriter.Shard("d")), ("other", ShardWriter.Shard("other")));

    [Fact]
    public void Only_shards_of_the_names_and_of_what_they_depend_on_are_fetched()
    {
        var hashes = Write();
        using var list = Load(false, "a")[0];
        list.Records.Select(r => r.Name).Order().ShouldBe(["a", "b", "d"]);
        list.RecordsOf("b").Single().Depends.ShouldBe(["a", "conda-forge::d[version='1']", "nowhere"]);
        list.RecordsOf("a").Single().Sha256.ShouldBe(new string('0', 64));
        _server.Requests.Select(r => r.Path).ShouldNotContain(p => p.Contains(hashes["other"].Hex));
        _server.Requests.Select(r => r.Path).ShouldNotContain("/linux-64/repodata.json.zst");
    }

    [Fact]
    public void Shards_of_the_cache_are_used_without_the_network()
    {
        Write();
        Load(false, "a")[0].Dispose();
        _server.ClearRequests();
        using var list = Load(true, "a")[0];
        list.Count.ShouldBe(3);
        _server.Requests.ShouldBeEmpty();
        Should.Throw<RepodataException>(() => Load(true, "other")).Message.ShouldContain($"{_server.Url}/linux-64/repodata.json");
    }

    [Fact]
    public void A_shard_of_the_cache_that_was_changed_is_fetched_again()
    {
        var hash = Write()["d"].Hex;
        Load(false, "d")[0].Dispose();
        var path = _folder[$"cache/shards/{hash}.msgpack.zst"];
        var good = File.ReadAllBytes(path);
        File.WriteAllBytes(path, good[..^1]);
        Load(false, "d")[0].Dispose();
        File.ReadAllBytes(path).ShouldBe(good);
    }

    [Fact]
    public void A_shard_with_other_bytes_than_its_name_says_is_an_error_and_not_kept()
    {
        var hash = Write()["d"].Hex;
        _server.Faults.Add(Fault.WrongBytes(hash));
        Should.Throw<RepodataException>(() => Load(false, "d")).Message.ShouldContain(hash);
        File.Exists(_folder[$"cache/shards/{hash}.msgpack.zst"]).ShouldBeFalse();
    }

    [Fact]
    public void Places_of_shards_and_packages_are_relative_to_the_index()
    {
        Write("../packages", "../shared");
        using var list = Load(false, "d")[0];
        list.Records.Single().Url.ShouldBe($"{_server.Url}/packages/d-1-0.conda");
    }

    [Theory]
    [InlineData("file:///etc")]
    [InlineData("ftp://conda.example")]
    public void Places_that_are_no_web_addresses_are_refused(string baseUrl)
    {
        Write(baseUrl);
        Should.Throw<RepodataException>(() => Load(false, "d")).Message.ShouldContain("no web address");
    }

    [Fact]
    public void Without_shards_the_whole_list_is_read()
    {
        _folder.Write("c/linux-64/repodata.json", """{"packages":{},"packages.conda":{"z-1-0.conda":{"name":"z","version":"1","build":"0","build_number":0,"depends":[]}}}""");
        using var list = Load(false, "a")[0];
        list.Records.Single().Name.ShouldBe("z");
    }

    [Fact]
    public void That_there_are_no_shards_is_remembered_for_a_week()
    {
        _folder.Write("c/linux-64/repodata.json", """{"packages":{},"packages.conda":{}}""");
        var clock = new ManualClock(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        int Asked()
        {
            _server.ClearRequests();
            var options = new RepodataOptions { Http = () => _http, CacheFolder = _folder["cache"], Clock = clock };
            new RepodataGateway(options).Load([new RepodataLocation("c", _server.Url, "linux-64")], ["a"])[0].Dispose();
            return _server.Requests.Count(r => r.Path.Contains("shards", StringComparison.Ordinal));
        }

        Asked().ShouldBe(1);
        Asked().ShouldBe(0);
        clock.Now += TimeSpan.FromDays(8);
        Asked().ShouldBe(1);
    }

    [Fact]
    public void A_damaged_index_is_an_error_that_names_the_channel()
    {
        Write();
        _server.Faults.Add(Fault.Truncate("repodata_shards", 40));
        Should.Throw<RepodataException>(() => Load(false, "a")).Message.ShouldContain($"{_server.Url}/linux-64/repodata.json");
    }

    [Fact]
    public void Any_bytes_are_a_shard_or_a_MessagePack_error() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        try
        {
            new ShardList().Add(bytes);
        }
        catch (MessagePackException exception)
        {
            exception.Message.ShouldContain("MessagePack");
        }
    });

    [Fact]
    public void A_shard_cut_at_any_byte_is_a_MessagePack_error()
    {
        var whole = ShardWriter.Shard("a", "b", "c");
        for (var length = 0; length < whole.Length; length++)
        {
            Should.Throw<MessagePackException>(() => new ShardList().Add(whole.AsSpan(0, length)), $"cut to {length}");
        }
    }

    private sealed class ManualClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
