namespace Tare.Http.Credentials;

/// <summary>Login and password for one machine; a null machine is the default.</summary>
public sealed record NetrcEntry(string? Machine, string Login, string Password)
{
    /// <summary>Never shows the password.</summary>
    public override string ToString() => $"{Machine ?? "default"} {Login}";
}
