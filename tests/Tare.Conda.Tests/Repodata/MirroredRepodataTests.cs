using Tare.Conda.Channels;
using Tare.Conda.Repodata;
using Tare.Http;
using Tare.Http.Retries;
using Tare.Testing;
using Tare.Testing.Servers;

namespace Tare.Conda.Tests.Repodata;

public sealed class MirroredRepodataTests : IDisposable
{
    private const string List = """{"packages":{},"packages.conda":{"a-1-0.conda":{"name":"a","version":"1","build":"0","build_number":0,"depends":[],"size":7}}}""";

    private readonly List<string> _distrusted = [];
    private readonly TemporaryFolder _folder = new();
    private readonly HttpStack _http;
    private readonly ChannelServer _first;
    private readonly ChannelServer _second;

    public MirroredRepodataTests()
    {
        _folder.Write("c/linux-64/repodata.json", List);
        _http = new HttpStack(new HttpOptions { UsesNetrc = false, Retry = new RetryPolicy { Attempts = 1 }, Distrusted = _distrusted.Add });
        _first = new ChannelServer(_folder["c"], new ChannelServerOptions { ContentEncoding = false });
        _second = new ChannelServer(_folder["c"], new ChannelServerOptions { ContentEncoding = false });
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private RepodataLocation Location()
    {
        var resolver = new ChannelResolver(new ChannelSettings
        {
            // Nobody listens at the channel's own address.
            Alias = "http://127.0.0.1:9",
            MirroredChannels = new Dictionary<string, IReadOnlyList<string>> { ["conda-forge"] = [_first.Url, _second.Url] },
        });
        return RepodataLocation.Of(resolver.Resolve("conda-forge"), "linux-64", resolver);
    }

    private RepodataOptions Options => new() { Http = () => _http, CacheFolder = _folder["cache"] };

    private ChannelRepodata Load() => new RepodataGateway(Options).Load([Location()]).Single();

    [Fact]
    public void A_list_of_a_mirror_belongs_to_the_channel_that_it_mirrors()
    {
        using var list = Load();
        list.ChannelName.ShouldBe("conda-forge");
        list.Records.Single().Url.ShouldBe("http://127.0.0.1:9/conda-forge/linux-64/a-1-0.conda");
        _second.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(500)]
    public void A_mirror_that_fails_hands_over_to_the_next(int status)
    {
        _first.Faults.Add(Fault.Status("repodata", status));
        using var list = Load();
        list.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_mirror_whose_list_ends_early_is_named_and_the_next_one_asked(bool zst)
    {
        if (!zst)
        {
            _first.Faults.Add(Fault.Status(".zst", 404));
            _second.Faults.Add(Fault.Status(".zst", 404));
        }

        _first.Faults.Add(Fault.Truncate("repodata", 40));
        using var list = Load();
        list.Count.ShouldBe(1);
        _distrusted.ShouldHaveSingleItem().ShouldContain($"{_first.Url}/linux-64/repodata.json");
    }

    [Fact]
    public void A_page_in_place_of_a_mirrored_list_is_passed_over_and_not_kept()
    {
        _first.Faults.Add(new Fault("repodata", _ => ServerResponse.Text(200, "<html>sign in</html>", "text/html")));
        using var list = Load();
        list.Count.ShouldBe(1);
        _distrusted.ShouldHaveSingleItem().ShouldContain(_first.Url);
        _distrusted[0].ShouldContain("web page");
    }

    [Fact]
    public void When_every_mirror_fails_the_error_names_each()
    {
        _first.Faults.Add(Fault.Status("repodata", 500));
        _second.Faults.Add(Fault.Status("repodata", 503));
        var error = Should.Throw<Primitives.TareException>(Load);
        error.Message.ShouldContain(_first.Url);
        error.Message.ShouldContain(_second.Url);
    }

    [Fact]
    public void A_list_that_no_place_can_send_whole_is_an_error_and_leaves_nothing_behind()
    {
        _first.Faults.Add(Fault.Truncate("repodata", 40));
        _second.Faults.Add(Fault.Truncate("repodata", 40));
        Should.Throw<Primitives.TareException>(Load).Message.ShouldContain(_second.Url);
        Directory.EnumerateFiles(_folder["cache"]).ShouldBeEmpty();
    }

    [Fact]
    public void A_shard_with_wrong_bytes_comes_from_the_next_mirror()
    {
        var hash = ShardWriter.Write(_folder, "c/linux-64", ("", "shards"), ("a", ShardWriter.Shard("a")))["a"].Hex;
        _first.Faults.Add(Fault.WrongBytes(hash));
        using var list = new RepodataGateway(Options).Load([Location()], ["a"]).Single();
        list.Records.Single().Url.ShouldBe("http://127.0.0.1:9/conda-forge/linux-64/a-1-0.conda");
        _second.Requests.Select(r => r.Path).ShouldBe([$"/linux-64/shards/{hash}.msgpack.zst"]);
        _distrusted.ShouldHaveSingleItem().ShouldContain(_first.Url);
    }
}
