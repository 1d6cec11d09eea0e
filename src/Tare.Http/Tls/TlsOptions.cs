namespace Tare.Http.Tls;

/// <summary>What is known of certificates before any connection is made.</summary>
public sealed record TlsOptions
{
    /// <summary>The file of <c>--cacert</c>.</summary>
    public string? CaFile { get; init; }

    /// <summary><c>ssl_verify</c>.</summary>
    public CertificateVerification Verification { get; init; }

    /// <summary>The root prefix, whose <c>ssl/cacert.pem</c> is the last resort.</summary>
    public string? Prefix { get; init; }

    /// <summary>A certificate in PEM that identifies the client; the key may be in the same file.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>The client's key in PEM, where it is in a file of its own.</summary>
    public string? ClientKey { get; init; }
}
