namespace Tare.Http.Tls;

/// <summary>
/// How servers' certificates are checked: the forms of conda's <c>ssl_verify</c>, <c>true</c>, <c>false</c>, <c>truststore</c>, or
/// the path of a file or folder of certificates.
/// </summary>
public readonly record struct CertificateVerification
{
    /// <summary>The kinds of checking.</summary>
    public enum Kind
    {
        /// <summary>Against the roots found for this process.</summary>
        On,

        /// <summary>Not at all.</summary>
        Off,

        /// <summary>Against the operating system's roots only.</summary>
        TrustStore,

        /// <summary>Against the roots in <see cref="Path"/>.</summary>
        Roots,
    }

    private CertificateVerification(Kind how, string? path) => (How, Path) = (how, path);

    /// <summary>The kind.</summary>
    public Kind How { get; }

    /// <summary>The file or folder, for <see cref="Kind.Roots"/>.</summary>
    public string? Path { get; }

    /// <summary>No checking.</summary>
    public static CertificateVerification Off { get; } = new(Kind.Off, null);

    /// <summary>Reads a value of <c>ssl_verify</c>; anything that is no keyword is a path.</summary>
    public static CertificateVerification Parse(string? text) => text?.Trim() switch
    {
        null or "" => default,
        var t when t.Equals("true", StringComparison.OrdinalIgnoreCase) => default,
        var t when t.Equals("false", StringComparison.OrdinalIgnoreCase) => Off,
        "truststore" => new CertificateVerification(Kind.TrustStore, null),
        var t => new CertificateVerification(Kind.Roots, t),
    };

    /// <inheritdoc/>
    public override string ToString() => How switch
    {
        Kind.Off => "false",
        Kind.TrustStore => "truststore",
        Kind.Roots => Path!,
        _ => "true",
    };
}
