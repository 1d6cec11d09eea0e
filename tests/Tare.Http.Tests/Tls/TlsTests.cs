using Tare.Http.Documents;
using Tare.Http.Tls;
using Tare.Testing;
using Tare.Testing.Servers;

namespace Tare.Http.Tests.Tls;

public sealed class TlsTests : IDisposable
{
    private readonly TestCertificate _certificate = new();
    private readonly TemporaryFolder _folder = new();
    private readonly HttpServer _server;

    public TlsTests() => _server = new HttpServer(_ => ServerResponse.Text(200, "hello"), _certificate.Server);

    public void Dispose()
    {
        _server.Dispose();
        _certificate.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_server_whose_authority_is_unknown_is_refused_with_the_roots_named()
    {
        using var stack = new HttpStack(TestOptions.Quick);
        var error = await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(_server.Address, 100, default));
        error.Failure.ShouldBe(HttpFailure.Tls);
        error.Hint.ShouldNotBeNull().ShouldContain("--cacert");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_authority_that_was_given_is_trusted()
    {
        var options = TestOptions.Quick with { Tls = new TlsOptions { CaFile = _folder.Write("ca.pem", _certificate.AuthorityPem) } };
        (await Get(options)).ShouldBe("hello");
    }

    [Fact]
    public async Task A_server_that_asks_for_a_certificate_is_shown_that_of_the_user()
    {
        using var server = new HttpServer(_ => ServerResponse.Text(200, "hello you"), _certificate.Server, asksClient: true);
        var (certificate, key) = (_folder.Write("me.pem", _certificate.Server.ExportCertificatePem()), _folder.Write("me.key", _certificate.KeyPem));
        var authority = new TlsOptions { CaFile = _folder.Write("ca.pem", _certificate.AuthorityPem) };
        using (var nobody = new HttpStack(TestOptions.Quick with { Tls = authority }))
        {
            await Should.ThrowAsync<HttpException>(() => nobody.GetBytesAsync(server.Address, 100, default));
        }

        using var stack = new HttpStack(TestOptions.Quick with { Tls = authority with { ClientCertificate = certificate, ClientKey = key } });
        System.Text.Encoding.UTF8.GetString(await stack.GetBytesAsync(server.Address, 100, default)).ShouldBe("hello you");
        var both = _folder.Write("both.pem", File.ReadAllText(certificate) + "\n" + _certificate.KeyPem);
        using var single = new HttpStack(TestOptions.Quick with { Tls = authority with { ClientCertificate = both } });
        System.Text.Encoding.UTF8.GetString(await single.GetBytesAsync(server.Address, 100, default)).ShouldBe("hello you");
    }

    [Fact]
    public async Task A_folder_of_certificates_is_trusted()
    {
        _folder.Write("roots/a.pem", _certificate.AuthorityPem);
        var options = TestOptions.Quick with { Environment = TestOptions.Environment(("SSL_CERT_DIR", _folder["roots"])) };
        (await Get(options)).ShouldBe("hello");
    }

    [Fact]
    public async Task The_environment_names_an_authority()
    {
        var options = TestOptions.Quick with { Environment = TestOptions.Environment(("REQUESTS_CA_BUNDLE", _folder.Write("ca.pem", _certificate.AuthorityPem))) };
        (await Get(options)).ShouldBe("hello");
    }

    [Fact]
    public async Task Verification_may_be_turned_off() =>
        (await Get(TestOptions.Quick with { Tls = new TlsOptions { Verification = CertificateVerification.Off } })).ShouldBe("hello");

    [Fact]
    public async Task A_certificate_for_another_name_is_refused()
    {
        var options = TestOptions.Quick with { Tls = new TlsOptions { CaFile = _folder.Write("ca.pem", _certificate.AuthorityPem) } };
        using var stack = new HttpStack(options);
        var url = new Uri($"https://127.0.0.2:{_server.Address.Port}/");
        using var other = new HttpServer(_ => ServerResponse.Text(200, "x"), _certificate.Server);
        var error = await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(url, 100, default));
        error.Failure.ShouldBeOneOf(HttpFailure.Tls, HttpFailure.Connection);
    }

    [Fact]
    public async Task A_file_of_roots_that_is_missing_is_named()
    {
        using var stack = new HttpStack(TestOptions.Quick with { Tls = new TlsOptions { CaFile = _folder["missing.pem"] } });
        var error = await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(_server.Address, 100, default));
        error.Message.ShouldContain(_folder["missing.pem"]);
        error.Hint.ShouldBe("it was named by --cacert");
    }

    [Fact]
    public async Task A_file_without_certificates_is_refused()
    {
        using var stack = new HttpStack(TestOptions.Quick with { Tls = new TlsOptions { CaFile = _folder.Write("empty.pem", "nothing") } });
        (await Should.ThrowAsync<HttpException>(() => stack.GetBytesAsync(_server.Address, 100, default))).Message.ShouldContain("holds no certificate");
    }

    private async Task<string> Get(HttpOptions options)
    {
        using var stack = new HttpStack(options);
        return System.Text.Encoding.UTF8.GetString(await stack.GetBytesAsync(_server.Address, 100, default));
    }
}
