using System.Text;
using System.Text.Json;
using Tare.Oci.Manifests;

namespace Tare.Oci.Registries.Credentials;

/// <summary>
/// The credentials of <c>~/.docker/config.json</c>, or of containers' <c>auth.json</c>, which has the same shape and allows keys with
/// a path (containers-auth.json(5)).
/// </summary>
public sealed class AuthFile
{
    private const string DockerHub = "docker.io";
    private readonly Dictionary<string, RegistryCredential> _auths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _helpers = new(StringComparer.Ordinal);

    private AuthFile()
    {
    }

    /// <summary>The helper for every host without one of its own, or null.</summary>
    public string? DefaultHelper { get; private init; }

    /// <summary>Reads the file's content; <paramref name="path"/> is for messages. <see cref="InvalidDocumentException"/> when it is damaged.</summary>
    public static AuthFile Parse(ReadOnlyMemory<byte> json, string path)
    {
        var document = $"`{path}`";
        return JsonObjectReader.Read(json, document, element => Read(new JsonObjectReader(element, document, "")));
    }

    /// <summary>The helper named for this host alone, or null.</summary>
    public string? HelperFor(string host) => _helpers.GetValueOrDefault(Normal(host));

    /// <summary>The entry for the repository, or for a path above it, or for its host.</summary>
    public RegistryCredential? Find(string host, string repository)
    {
        var key = $"{Normal(host)}/{repository}";
        while (true)
        {
            if (_auths.TryGetValue(key, out var credential))
            {
                return credential;
            }

            var slash = key.LastIndexOf('/');
            if (slash < 0)
            {
                return null;
            }

            key = key[..slash];
        }
    }

    private static AuthFile Read(JsonObjectReader reader)
    {
        var file = new AuthFile { DefaultHelper = reader.Text("credsStore") is { Length: > 0 } store ? store : null };
        foreach (var (host, helper) in reader.Map("credHelpers"))
        {
            file._helpers[Normal(host)] = helper;
        }

        if (reader.Value("auths") is not null)
        {
            var auths = reader.Object("auths");
            foreach (var property in auths.Element.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Object && Credential(auths.Object(property.Name)) is { } credential)
                {
                    file._auths[Normal(property.Name)] = credential;
                }
            }
        }

        return file;
    }

    private static RegistryCredential? Credential(JsonObjectReader entry)
    {
        if (entry.Text("registrytoken") is { Length: > 0 } token)
        {
            return new RegistryCredential("", token, RegistryCredentialKind.RegistryToken);
        }

        if (entry.Text("identitytoken") is { Length: > 0 } identity)
        {
            return new RegistryCredential("", identity, RegistryCredentialKind.IdentityToken);
        }

        if (entry.Text("auth") is { Length: > 0 } auth)
        {
            var bytes = new byte[auth.Length];
            var text = Convert.TryFromBase64String(auth, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0') : "";
            return text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
                ? new RegistryCredential(text[..colon], text[(colon + 1)..])
                : throw entry.Error("auth", "is not the base64 of `user:password`");
        }

        return entry.Text("username") is { Length: > 0 } user ? new RegistryCredential(user, entry.Text("password") ?? "") : null;
    }

    // Docker Hub has three names, and old files have whole URLs for keys.
    private static string Normal(string key)
    {
        var rest = key.Contains("://", StringComparison.Ordinal) ? key[(key.IndexOf("://", StringComparison.Ordinal) + 3)..] : key;
        var isUrl = rest.Length != key.Length;
        rest = rest.TrimEnd('/');
        var host = rest.Split('/')[0];
        return host is "index.docker.io" or "registry-1.docker.io" or DockerHub ? DockerHub + (isUrl || rest.EndsWith("/v1", StringComparison.Ordinal) ? "" : rest[host.Length..])
            : isUrl && (rest.EndsWith("/v1", StringComparison.Ordinal) || rest.EndsWith("/v2", StringComparison.Ordinal)) ? host
            : rest;
    }
}
