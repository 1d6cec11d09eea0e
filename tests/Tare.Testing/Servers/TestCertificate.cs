using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tare.Testing.Servers;

/// <summary>A certificate authority of one test and a server certificate for localhost and 127.0.0.1 that it has signed.</summary>
public sealed class TestCertificate : IDisposable
{
    /// <summary>A name that the certificate has too and nobody can resolve: its server is reached through a proxy only.</summary>
    public const string DistantHost = "far.away.invalid";

    private readonly X509Certificate2 _authority;

    /// <summary>Makes both.</summary>
    public TestCertificate()
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Tare test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = DateTimeOffset.UtcNow;
        _authority = authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName(DistantHost);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(_authority, now.AddDays(-1), now.AddDays(1), RandomNumberGenerator.GetBytes(8));
        KeyPem = key.ExportPkcs8PrivateKeyPem();
        using var withKey = signed.CopyWithPrivateKey(key);
        Server = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    /// <summary>What the server shows.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>The key of <see cref="Server"/> as PEM.</summary>
    public string KeyPem { get; }

    /// <summary>The authority as PEM: the content of a <c>--cacert</c> file.</summary>
    public string AuthorityPem => _authority.ExportCertificatePem();

    /// <inheritdoc/>
    public void Dispose()
    {
        Server.Dispose();
        _authority.Dispose();
    }
}
