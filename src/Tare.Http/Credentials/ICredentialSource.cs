using System.Net.Http.Headers;

namespace Tare.Http.Credentials;

/// <summary>Knows how to identify oneself to some servers.</summary>
public interface ICredentialSource
{
    /// <summary>The Authorization header for a request to <paramref name="url"/>, or null where this source knows none.</summary>
    ValueTask<AuthenticationHeaderValue?> FindAsync(Uri url, CancellationToken stop);
}
