using System.Text;
using Tare.Conda.Repodata;
using Tare.Http;
using Tare.Http.Retries;
using Tare.Testing;
using Tare.Testing.Servers;

namespace Tare.Conda.Tests.Repodata;

public sealed class ServedRepodataTests : IDisposable
{
    private const string List = """{"packages":{},"packages.conda":{"a-1-0.conda":{"name":"a","version":"1","build":"0","build_number":0,"depends":[],"size":7}}}""";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpStack _http = new(new HttpOptions { UsesNetrc = false, Retry = new RetryPolicy { Attempts = 1 } });

    public ServedRepodataTests() => _folder.Write("c/linux-64/repodata.json", List);

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    private ChannelServer Serve(ChannelServerOptions? options = null) => new(_folder["c"], options);

    private int Load(ChannelServer server, Func<RepodataOptions, RepodataOptions>? change = null, params string[] subdirs)
    {
        var options = new RepodataOptions { Http = () => _http, CacheFolder = _folder["cache"] };
        var lists = new RepodataGateway(change?.Invoke(options) ?? options).Load([.. (subdirs.Length == 0 ? ["linux-64"] : subdirs).Select(s => new RepodataLocation("c", server.Url, s))]);
        var count = lists.Sum(l => l.Count);
        foreach (var list in lists)
        {
            list.Dispose();
        }

        return count;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_that_did_not_change_is_not_transferred_again(bool zst)
    {
        using var server = Serve(new ChannelServerOptions { Zst = zst, ContentEncoding = false });
        Load(server).ShouldBe(1);
        server.ClearRequests();
        Load(server).ShouldBe(1);
        server.Requests.Single().Header("If-None-Match").ShouldNotBeNullOrEmpty();
        server.Requests.Single().Header("If-Modified-Since").ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public void A_list_that_is_there_in_bzip2_only_is_read(int status)
    {
        const string Packed = "QlpoOTFBWSZTWSUypKoAADwbgBAHYJAACr6v2xogAHIiZJkaYTACYgSpoaU2p+qbUeoM1Nqb1RVbQt88YT7QSnLQQSDHV7y1rWk62ikYwBL95IJkwX4mMejgUmivpXD5GHPJ+OSU3shl6dBScGCGztCBc1DI7IPvxdyRThQkCUypKoA=";
        File.Delete(_folder["c/linux-64/repodata.json"]);
        File.WriteAllBytes(_folder["c/linux-64/repodata.json.bz2"], Convert.FromBase64String(Packed));
        using var server = Serve();
        server.Faults.Add(Fault.Status(".zst", status));
        Load(server).ShouldBe(1);
        server.ClearRequests();
        Load(server).ShouldBe(1);
        server.Requests[^1].Header("If-None-Match").ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void A_list_that_changed_is_read_anew()
    {
        using var server = Serve(new ChannelServerOptions { ContentEncoding = false });
        Load(server).ShouldBe(1);
        _folder.Write("c/linux-64/repodata.json", """{"packages":{},"packages.conda":{}}""");
        Load(server).ShouldBe(0);
    }

    [Fact]
    public void A_young_list_is_used_without_asking()
    {
        using var server = Serve();
        Load(server).ShouldBe(1);
        server.ClearRequests();
        Load(server, o => o with { TimeToLive = 600 }).ShouldBe(1);
        Load(server, o => o with { Offline = true }).ShouldBe(1);
        Load(server, o => o with { UseIndexCache = true }).ShouldBe(1);
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void A_subdir_that_the_server_does_not_have_is_left_out()
    {
        using var server = Serve();
        Load(server, null, "linux-64", "noarch").ShouldBe(1);
    }

    [Fact]
    public void A_page_instead_of_the_list_is_an_error_that_names_the_list()
    {
        using var server = Serve();
        server.Faults.Add(new Fault("repodata", _ => ServerResponse.Text(200, "<html>sign in</html>", "text/html")));
        Should.Throw<RepodataException>(() => Load(server)).Message.ShouldContain($"{server.Url}/linux-64/repodata.json");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_that_ends_early_is_an_error_that_names_the_list(bool zst)
    {
        using var server = Serve(new ChannelServerOptions { Zst = zst, ContentEncoding = false });
        server.Faults.Add(Fault.Truncate("repodata", 40));
        Should.Throw<RepodataException>(() => Load(server)).Message.ShouldContain($"{server.Url}/linux-64/repodata.json");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_list_that_does_not_end_is_given_up_and_leaves_nothing_behind(bool zst)
    {
        _folder.Write("c/linux-64/repodata.json", List + new string(' ', 100_000));
        using var server = Serve(new ChannelServerOptions { Zst = zst, ContentEncoding = false });
        Should.Throw<RepodataException>(() => Load(server, o => o with { LargestList = 50_000 })).Message.ShouldContain($"{server.Url}/linux-64/repodata.json");
        Directory.EnumerateFiles(_folder["cache"]).ShouldBeEmpty();
    }

    [Fact]
    public void A_token_is_in_no_message()
    {
        using var server = Serve(new ChannelServerOptions { Token = "tk-secret" });
        server.Faults.Add(Fault.Status("repodata", 500));
        var channel = new RepodataLocation("c", server.Url.Replace("/t/tk-secret", ""), "linux-64") { FolderUrl = $"{server.Url}/linux-64" };
        var error = Should.Throw<Primitives.TareException>(() => new RepodataGateway(new RepodataOptions { Http = () => _http, CacheFolder = _folder["cache"] }).Load([channel]));
        new StringBuilder(error.Message).Append(error.Hint).ToString().ShouldNotContain("tk-secret");
    }
}
