using Tare.Oci.Registries.Credentials;

namespace Tare.Oci.Registries;

/// <summary>What the user says about registries.</summary>
public sealed record RegistryAccessOptions
{
    /// <summary><c>--insecure</c>: certificates are not checked, and plain http will do.</summary>
    public bool Insecure { get; init; }

    /// <summary>Credentials given outright; they go before those of files and helpers.</summary>
    public RegistryCredential? Credential { get; init; }

    /// <summary>Bytes of one request of an upload; null sends a blob in one piece. For proxies that bound the size of requests.</summary>
    public int? ChunkSize { get; init; }

    /// <summary>Blobs up to this size go with the request that closes the upload.</summary>
    public int SmallBlob { get; init; } = 1 << 20;
}
