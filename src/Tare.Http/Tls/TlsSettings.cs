using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tare.Http.Tls;

/// <summary>Turns the choice of roots into the framework's options; reads the certificate files, so it is made only for https.</summary>
internal static class TlsSettings
{
    internal static SslClientAuthenticationOptions Create(TlsOptions options, TrustRoots roots)
    {
        var settings = new SslClientAuthenticationOptions();
        if (options.Verification.How == CertificateVerification.Kind.Off && options.CaFile is null)
        {
#pragma warning disable CA5359 // Asked for by `ssl_verify: false` or `--insecure`, in so many words.
            settings.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            policy.CustomTrustStore.AddRange(Load(roots));
            settings.CertificateChainPolicy = policy;
        }

        if (options.ClientCertificate is { } certificate)
        {
            settings.ClientCertificates = [LoadClient(certificate, options.ClientKey)];
        }

        return settings;
    }

    private static X509Certificate2Collection Load(TrustRoots roots)
    {
        var certificates = new X509Certificate2Collection();
        if (roots.Path is null)
        {
            return certificates;
        }

        try
        {
            if (Directory.Exists(roots.Path))
            {
                foreach (var file in Directory.EnumerateFiles(roots.Path).Order(StringComparer.Ordinal))
                {
                    certificates.ImportFromPemFile(file);
                }
            }
            else
            {
                certificates.ImportFromPemFile(roots.Path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new HttpException(
                HttpFailure.Tls, roots.Path, $"cannot read the certificates in `{roots.Path}`: {(exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : exception.Message.TrimEnd('.'))}", $"it was named by {roots.Reason}", exception);
        }

        return certificates.Count > 0 ? certificates
            : throw new HttpException(HttpFailure.Tls, roots.Path, $"`{roots.Path}` holds no certificate in PEM", $"it was named by {roots.Reason}");
    }

    private static X509Certificate2 LoadClient(string certificate, string? key)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new HttpException(
                HttpFailure.Tls, certificate, $"cannot use the client certificate `{certificate}`: {exception.Message.TrimEnd('.')}", "check `client_ssl_cert` and `client_ssl_cert_key`", exception);
        }
    }
}
