using Tare.Http.Tls;

namespace Tare.Http.Tests.Tls;

public sealed class TrustRootsTests
{
    [Fact]
    public void The_order_is_option_configuration_environment_system_prefix()
    {
        var options = new TlsOptions { CaFile = "/ca", Verification = CertificateVerification.Parse("/verify"), Prefix = "/opt/conda" };
        var environment = TestOptions.Environment(("SSL_CERT_FILE", "/env1"), ("REQUESTS_CA_BUNDLE", "/env2"), ("CURL_CA_BUNDLE", "/env3"));
        TrustRoots.Find(options, environment, _ => true).Path.ShouldBe("/ca");
        options = options with { CaFile = null };
        TrustRoots.Find(options, environment, _ => true).Path.ShouldBe("/verify");
        options = options with { Verification = default };
        TrustRoots.Find(options, environment, _ => true).Path.ShouldBe("/env1");
        TrustRoots.Find(options, TestOptions.Environment(("CURL_CA_BUNDLE", "/env3")), _ => true).Path.ShouldBe("/env3");
        TrustRoots.Find(options, TestOptions.Environment(), _ => true).Path.ShouldBe("/etc/ssl/certs/ca-certificates.crt");
        TrustRoots.Find(options, TestOptions.Environment(), p => p is "/etc/ssl/cert.pem" or "/opt/conda/ssl/cacert.pem").Path.ShouldBe("/etc/ssl/cert.pem");
        TrustRoots.Find(options, TestOptions.Environment(), p => p == "/opt/conda/ssl/cacert.pem").Path.ShouldBe("/opt/conda/ssl/cacert.pem");
        TrustRoots.Find(options, TestOptions.Environment(), _ => false).Path.ShouldBeNull();
    }

    [Fact]
    public void Truststore_means_the_system_whatever_the_environment_says() =>
        TrustRoots.Find(new TlsOptions { Verification = CertificateVerification.Parse("truststore") }, TestOptions.Environment(("SSL_CERT_FILE", "/env")), p => p == "/etc/ssl/cert.pem")
            .Path.ShouldBe("/etc/ssl/cert.pem");

    [Theory]
    [InlineData(null, "true")]
    [InlineData("True", "true")]
    [InlineData("FALSE", "false")]
    [InlineData("truststore", "truststore")]
    [InlineData("/etc/x.pem", "/etc/x.pem")]
    public void Verification_has_condas_forms(string? text, string shown) => CertificateVerification.Parse(text).ToString().ShouldBe(shown);
}
