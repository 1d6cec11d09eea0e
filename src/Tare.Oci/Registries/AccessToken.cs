using Tare.Oci.Manifests;

namespace Tare.Oci.Registries;

/// <summary>A token for some scopes, until it expires (distribution specification, token authentication).</summary>
internal sealed record AccessToken(string Value, DateTimeOffset Expires)
{
    // A token that is about to expire is as good as expired: the request takes time too.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);
    private const int DefaultSeconds = 60;

    internal bool IsCurrent(DateTimeOffset now) => now + Margin < Expires;

    internal static AccessToken Parse(ReadOnlyMemory<byte> json, string place, DateTimeOffset now)
    {
        var document = $"the token of {place}";
        return JsonObjectReader.Read(json, document, element =>
        {
            var reader = new JsonObjectReader(element, document, "");
            var value = reader.Text("token") is { Length: > 0 } token ? token : reader.RequiredText("access_token");
            var seconds = reader.Value("expires_in") is { ValueKind: System.Text.Json.JsonValueKind.Number } number && number.TryGetInt64(out var given) ? given : DefaultSeconds;
            return new AccessToken(value, now.AddSeconds(Math.Clamp(seconds, DefaultSeconds, 86400)));
        });
    }
}
