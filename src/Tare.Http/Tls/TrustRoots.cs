namespace Tare.Http.Tls;

/// <summary>
/// Where the roots of trust come from, and why. The static OpenSSL inside Tare knows no paths of its own, so Tare finds them:
/// <c>--cacert</c>, <c>ssl_verify</c>, SSL_CERT_FILE, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE, SSL_CERT_DIR, the files of the
/// distributions, and at last the bundle of the root prefix.
/// </summary>
/// <param name="Path">A file or a folder of PEM certificates; null where there is none.</param>
/// <param name="Reason">What chose it.</param>
public sealed record TrustRoots(string? Path, string Reason)
{
    private static readonly string[] Variables = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_DIR"];

    private static readonly string[] WellKnown =
    [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ];

    /// <summary>Chooses the roots; <paramref name="exists"/> says whether a file or folder is there. Pure.</summary>
    public static TrustRoots Find(TlsOptions options, IReadOnlyDictionary<string, string> environment, Func<string, bool> exists)
    {
        if (options.CaFile is { } given)
        {
            return new TrustRoots(given, "--cacert");
        }

        if (options.Verification.How == CertificateVerification.Kind.Roots)
        {
            return new TrustRoots(options.Verification.Path, "ssl_verify");
        }

        if (options.Verification.How == CertificateVerification.Kind.On)
        {
            foreach (var variable in Variables)
            {
                if (environment.GetValueOrDefault(variable) is { Length: > 0 } path)
                {
                    return new TrustRoots(path, variable);
                }
            }
        }

        var bundle = options.Prefix is null ? null : System.IO.Path.Combine(options.Prefix, "ssl", "cacert.pem");
        return Array.Find(WellKnown, p => exists(p)) is { } system ? new TrustRoots(system, "the system's roots")
            : bundle is not null && exists(bundle) ? new TrustRoots(bundle, "the root prefix")
            : new TrustRoots(null, "none was found");
    }

    /// <inheritdoc/>
    public override string ToString() => Path is null ? Reason : $"`{Path}` ({Reason})";
}
