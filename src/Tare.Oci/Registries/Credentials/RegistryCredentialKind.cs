namespace Tare.Oci.Registries.Credentials;

/// <summary>What a registry credential's secret is.</summary>
public enum RegistryCredentialKind
{
    /// <summary>A password, or a personal access token in its place.</summary>
    Password,

    /// <summary>A refresh token, to be exchanged for access tokens (OAuth 2; Docker's <c>identitytoken</c>).</summary>
    IdentityToken,

    /// <summary>A token sent as it is (Docker's <c>registrytoken</c>).</summary>
    RegistryToken,
}
