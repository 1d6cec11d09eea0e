using System.Net.Http.Headers;
using Tare.Http;
using Tare.Http.Credentials;
using Tare.Oci.Registries.Credentials;
using Tare.Primitives;

namespace Tare.Oci.Registries;

/// <summary>Answers challenges: with Basic credentials, or with a token fetched from the realm that the challenge names.</summary>
internal sealed class TokenClient(HttpStack http, string host)
{
    private const int LargestAnswer = 1 << 20;

    /// <summary>The token for the scopes.</summary>
    internal async Task<AccessToken> FetchAsync(AuthChallenge challenge, IReadOnlyList<string> scopes, RegistryCredential? credential, CancellationToken stop)
    {
        if (!Uri.TryCreate(challenge.Parameters["realm"], UriKind.Absolute, out var realm) || realm.Scheme is not ("http" or "https"))
        {
            throw new OciException($"`{host}` names no valid address to get a token from", "the registry is not set up rightly");
        }

        var service = challenge.Parameters.GetValueOrDefault("service");
        var useRefresh = credential?.Kind == RegistryCredentialKind.IdentityToken;
        using var response = await http.SendAsync(() => useRefresh ? Refresh(realm, service, scopes, credential!) : Get(realm, service, scopes, credential), stop);
        if (!response.IsSuccessStatusCode)
        {
            var known = credential is null ? "no credentials for it are known" : "the credentials for it are not accepted";
            throw new RegistryException(
                $"`{UrlSecrets.Hide(realm)}` gave no token for `{host}` ({(int)response.StatusCode}): {known}", response.StatusCode, $"run `docker login {host}`, or `skopeo login {host}`");
        }

        await using var content = await http.OpenContentAsync(response, stop);
        var body = await BoundedReading.ReadAsync(content, LargestAnswer, $"`{realm.Host}`", stop);
        return AccessToken.Parse(body, $"`{realm.Host}`", http.Options.Clock.GetUtcNow());
    }

    private static HttpRequestMessage Get(Uri realm, string? service, IReadOnlyList<string> scopes, RegistryCredential? credential)
    {
        var query = new List<string>();
        if (service is not null)
        {
            query.Add("service=" + Uri.EscapeDataString(service));
        }

        query.AddRange(scopes.Select(s => "scope=" + Uri.EscapeDataString(s)));
        if (credential is not null)
        {
            query.Add("account=" + Uri.EscapeDataString(credential.User));
        }

        var separator = realm.Query.Length > 0 ? "&" : "?";
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(realm.AbsoluteUri + separator + string.Join('&', query)));
        request.Headers.Authorization = credential is null ? null : UserInfo.Basic(credential.User, credential.Secret);
        return request;
    }

    private static HttpRequestMessage Refresh(Uri realm, string? service, IReadOnlyList<string> scopes, RegistryCredential credential) =>
        new(HttpMethod.Post, realm)
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "refresh_token"),
                new("service", service ?? ""),
                new("scope", string.Join(' ', scopes)),
                new("client_id", "tare"),
                new("refresh_token", credential.Secret),
            ]),
        };

    internal static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);
}
