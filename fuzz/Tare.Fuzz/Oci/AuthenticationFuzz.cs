using System.Text;
using Tare.Oci.Registries;
using Tare.Oci.Registries.Credentials;

namespace Tare.Fuzz.Oci;

/// <summary>What registries and users say about credentials: WWW-Authenticate headers and config.json.</summary>
internal static class AuthenticationFuzz
{
    internal static readonly FuzzTarget Challenge = new(
        "auth-challenge",
        input => AuthChallenge.ParseAll(Encoding.Latin1.GetString(input)),
        () => [Encoding.UTF8.GetBytes("Bearer realm=\"https://a/token\",service=\"b\", Basic realm=x")]);

    internal static readonly FuzzTarget File = new(
        "auth-file",
        input => AuthFile.Parse(input.ToArray(), "config.json").Find("docker.io", "library/debian"),
        () => [Encoding.UTF8.GetBytes("""{"auths":{"https://index.docker.io/v1/":{"auth":"YTpi"},"quay.io/x":{"identitytoken":"t"}},"credsStore":"s","credHelpers":{"a":"b"}}""")]);
}
