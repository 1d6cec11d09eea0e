using System.Net.Http.Headers;

namespace Tare.Http.Credentials;

/// <summary>Headers by authority (<c>host</c> or <c>host:port</c>): bearer tokens and passwords that were given to the program.</summary>
public sealed class HostCredentials(IReadOnlyDictionary<string, AuthenticationHeaderValue> headers) : ICredentialSource
{
    /// <inheritdoc/>
    public ValueTask<AuthenticationHeaderValue?> FindAsync(Uri url, CancellationToken stop) =>
        ValueTask.FromResult(headers.GetValueOrDefault(url.Authority) ?? headers.GetValueOrDefault(url.Host));
}
