namespace Tare.Oci.Registries.Credentials;

/// <summary>Who one is at a registry: user and password, or a token that stands for both.</summary>
/// <param name="User">The user; empty with a token.</param>
/// <param name="Secret">Password, identity token or registry token.</param>
/// <param name="Kind">What the secret is.</param>
public sealed record RegistryCredential(string User, string Secret, RegistryCredentialKind Kind = RegistryCredentialKind.Password)
{
    /// <summary>Never shows the secret.</summary>
    public override string ToString() => $"{Kind} of {User}";
}
