using Tare.Testing.Servers;

namespace Tare.Testing.Registries;

/// <summary>How a <see cref="FakeRegistry"/> guards its content and which parts of the specification it leaves out.</summary>
public sealed record FakeRegistryOptions
{
    /// <summary><c>user:password</c> that is asked for; null lets everybody in.</summary>
    public string? UserInfo { get; init; }

    /// <summary>Ask for bearer tokens, given by <c>/token</c>, instead of Basic.</summary>
    public bool Tokens { get; init; }

    /// <summary>The refresh token that <c>POST /token</c> takes.</summary>
    public string? IdentityToken { get; init; }

    /// <summary>How many requests a token is good for.</summary>
    public int TokenUses { get; init; } = int.MaxValue;

    /// <summary>Take blobs from other repositories.</summary>
    public bool Mounts { get; init; } = true;

    /// <summary>Answer ranges of blobs.</summary>
    public bool Ranges { get; init; } = true;

    /// <summary>List referrers; without it that request is 404, as with old registries.</summary>
    public bool ReferrersApi { get; init; } = true;

    /// <summary>Send readers of blobs there instead.</summary>
    public Uri? BlobRedirect { get; init; }

    /// <summary>Tags of one page.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>Serve https with this certificate.</summary>
    public TestCertificate? Certificate { get; init; }
}
