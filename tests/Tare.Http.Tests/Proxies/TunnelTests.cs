using Tare.Http.Documents;
using Tare.Http.Tls;
using Tare.Testing;
using Tare.Testing.Servers;

namespace Tare.Http.Tests.Proxies;

public sealed class TunnelTests : IDisposable
{
    private readonly TestCertificate _certificate = new();
    private readonly TemporaryFolder _folder = new();
    private readonly HttpServer _server;
    private readonly TunnelProxy _proxy;

    public TunnelTests()
    {
        _server = new HttpServer(r => ServerResponse.Text(200, $"secret {r.Target}"), _certificate.Server);
        _proxy = new TunnelProxy(_server.Address);
    }

    public void Dispose()
    {
        _proxy.Dispose();
        _server.Dispose();
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_https_request_goes_through_a_tunnel_and_the_proxy_sees_only_the_host()
    {
        using var stack = Stack(("https_proxy", _proxy.Address.ToString()));
        Text(await stack.GetBytesAsync(new Uri($"https://{TestCertificate.DistantHost}/x"), 100, default)).ShouldBe("secret /x");
        _proxy.Heads.ShouldHaveSingleItem().ShouldStartWith($"CONNECT {TestCertificate.DistantHost}:443 HTTP/1.1\r\n");
    }

    [Fact]
    public async Task The_certificate_at_the_end_of_a_tunnel_must_be_that_of_the_host()
    {
        using var stack = Stack(("https_proxy", _proxy.Address.ToString()));
        (await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(new Uri("https://another.invalid/x"), 100, default))).Failure.ShouldBe(HttpFailure.Tls);
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_NO_PROXY_names_is_asked_directly()
    {
        using var stack = Stack(("HTTPS_PROXY", _proxy.Address.ToString()), ("NO_PROXY", ".away.invalid"));
        await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(new Uri($"https://{TestCertificate.DistantHost}/x"), 100, default));
        _proxy.Heads.ShouldBeEmpty();
    }

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    private HttpStack Stack(params (string Name, string Value)[] variables) => new(TestOptions.Quick with
    {
        Environment = TestOptions.Environment(variables),
        Tls = new TlsOptions { CaFile = _folder.Write("ca.pem", _certificate.AuthorityPem) },
    });
}
