using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Tare.Testing.Servers;

namespace Tare.Testing.Tests.Servers;

public sealed class ChannelServerTests : IDisposable
{
    private const string Repodata = """{"packages": {}, "packages.conda": {}}""";
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _client = new();

    public ChannelServerTests()
    {
        _folder.Write("noarch/repodata.json", Repodata);
        _folder.Write("noarch/big.conda", new string('x', 200_000));
    }

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_is_served_with_its_validators_and_remembered()
    {
        using var server = new ChannelServer(_folder.Path);
        using var answer = await _client.GetAsync($"{server.Url}/noarch/repodata.json");
        (await answer.Content.ReadAsStringAsync()).ShouldBe(Repodata);
        answer.Headers.ETag.ShouldNotBeNull();
        answer.Content.Headers.LastModified.ShouldNotBeNull();
        server.Requests.Single().ToString().ShouldBe("GET /noarch/repodata.json");
    }

    [Fact]
    public async Task An_unchanged_file_is_not_sent_again()
    {
        using var server = new ChannelServer(_folder.Path);
        using var first = await _client.GetAsync($"{server.Url}/noarch/repodata.json");
        using var byTag = Get($"{server.Url}/noarch/repodata.json", h => h.IfNoneMatch.Add(first.Headers.ETag!));
        (await _client.SendAsync(byTag)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var byTime = Get($"{server.Url}/noarch/repodata.json", h => h.IfModifiedSince = first.Content.Headers.LastModified);
        (await _client.SendAsync(byTime)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("bytes=10-19", "bytes 10-19/200000", 10)]
    [InlineData("bytes=199990-", "bytes 199990-199999/200000", 10)]
    [InlineData("bytes=-7", "bytes 199993-199999/200000", 7)]
    [InlineData("bytes=199999-300000", "bytes 199999-199999/200000", 1)]
    public async Task A_range_is_served_as_such(string range, string contentRange, int length)
    {
        using var server = new ChannelServer(_folder.Path);
        using var request = Get($"{server.Url}/noarch/big.conda", h => h.TryAddWithoutValidation("Range", range));
        using var answer = await _client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        answer.Content.Headers.ContentRange!.ToString().ShouldBe(contentRange);
        (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBe(length);
    }

    [Fact]
    public async Task A_range_behind_the_end_is_refused()
    {
        using var server = new ChannelServer(_folder.Path);
        using var request = Get($"{server.Url}/noarch/big.conda", h => h.Range = new RangeHeaderValue(200_000, null));
        (await _client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task The_index_is_also_there_as_zstandard_and_gzip()
    {
        using var server = new ChannelServer(_folder.Path);
        using var decompressor = new ZstdSharp.Decompressor();
        var zst = await _client.GetByteArrayAsync($"{server.Url}/noarch/repodata.json.zst");
        Encoding.UTF8.GetString(decompressor.Unwrap(zst)).ShouldBe(Repodata);

        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.GZip };
        using var client = new HttpClient(handler);
        (await client.GetStringAsync($"{server.Url}/noarch/repodata.json")).ShouldBe(Repodata);
    }

    [Theory]
    [InlineData("/noarch/none.json")]
    [InlineData("/../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    public async Task What_is_not_in_the_folder_is_not_found(string path)
    {
        using var server = new ChannelServer(_folder.Path);
        (await _client.GetAsync(server.Url + path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_token_opens_the_channel()
    {
        using var server = new ChannelServer(_folder.Path, new ChannelServerOptions { Token = "tk-123" });
        (await _client.GetStringAsync($"{server.Url}/noarch/repodata.json")).ShouldBe(Repodata);
        var without = server.Url.Replace("/t/tk-123", "", StringComparison.Ordinal);
        (await _client.GetAsync($"{without}/noarch/repodata.json")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_password_opens_the_channel()
    {
        using var server = new ChannelServer(_folder.Path, new ChannelServerOptions { UserInfo = "me:secret" });
        using var refused = await _client.GetAsync($"{server.Url}/noarch/repodata.json");
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.WwwAuthenticate.ToString().ShouldContain("Basic");
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("me:secret"));
        using var request = Get($"{server.Url}/noarch/repodata.json", h => h.Authorization = new AuthenticationHeaderValue("Basic", basic));
        (await _client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_busy_server_says_when_to_come_back_and_gets_well()
    {
        using var server = new ChannelServer(_folder.Path);
        server.Faults.Add(Fault.Status("repodata", 429, times: 1, retryAfter: 2));
        using var busy = await _client.GetAsync($"{server.Url}/noarch/repodata.json");
        busy.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        busy.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        (await _client.GetAsync($"{server.Url}/noarch/repodata.json")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cut_connection_delivers_the_bytes_before_the_cut()
    {
        using var server = new ChannelServer(_folder.Path);
        server.Faults.Add(Fault.Cut("big.conda", 1000, times: 1));
        using var answer = await _client.GetAsync($"{server.Url}/noarch/big.conda", HttpCompletionOption.ResponseHeadersRead);
        using var body = await answer.Content.ReadAsStreamAsync();
        var received = 0;
        await Should.ThrowAsync<IOException>(async () =>
        {
            var buffer = new byte[256];
            for (int read; (read = await body.ReadAsync(buffer)) > 0;)
            {
                received += read;
            }
        });
        received.ShouldBe(1000);
        (await _client.GetByteArrayAsync($"{server.Url}/noarch/big.conda")).Length.ShouldBe(200_000);
    }

    [Fact]
    public async Task A_stalled_body_outlasts_an_impatient_client()
    {
        using var server = new ChannelServer(_folder.Path);
        server.Faults.Add(Fault.Stall("big.conda", 10, TimeSpan.FromSeconds(30)));
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Should.ThrowAsync<OperationCanceledException>(() => _client.GetByteArrayAsync($"{server.Url}/noarch/big.conda", patience.Token));
    }

    [Fact]
    public async Task Wrong_bytes_have_the_right_length()
    {
        using var server = new ChannelServer(_folder.Path);
        server.Faults.Add(Fault.WrongBytes("big.conda"));
        var bytes = await _client.GetByteArrayAsync($"{server.Url}/noarch/big.conda");
        bytes.Length.ShouldBe(200_000);
        bytes.Count(b => b != 'x').ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_leads_to_another_server()
    {
        using var far = new ChannelServer(_folder.Path);
        using var near = new ChannelServer(_folder.Path);
        near.Faults.Add(Fault.Redirect("repodata", $"{far.Url}/noarch/repodata.json"));
        (await _client.GetStringAsync($"{near.Url}/noarch/repodata.json")).ShouldBe(Repodata);
        far.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_trusts_the_authority_speaks_https()
    {
        using var certificate = new TestCertificate();
        using var server = new ChannelServer(_folder.Path, new ChannelServerOptions { Certificate = certificate });
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.ImportFromPem(certificate.AuthorityPem);
        using var trusting = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust } };
        using var client = new HttpClient(trusting);
        (await client.GetStringAsync($"{server.Url}/noarch/repodata.json")).ShouldBe(Repodata);
        await Should.ThrowAsync<HttpRequestException>(() => _client.GetAsync($"{server.Url}/noarch/repodata.json"));
    }

    private static HttpRequestMessage Get(string url, Action<HttpRequestHeaders> headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        headers(request.Headers);
        return request;
    }
}
