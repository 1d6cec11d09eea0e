namespace Tare.Oci.Registries.Credentials;

/// <summary>
/// Finds credentials where Docker, podman and skopeo keep them: <c>$DOCKER_CONFIG/config.json</c> or <c>~/.docker/config.json</c>,
/// then <c>$REGISTRY_AUTH_FILE</c>, <c>$XDG_RUNTIME_DIR/containers/auth.json</c> and <c>~/.config/containers/auth.json</c>. In each
/// file a host's own helper comes before the default helper, and that before the file's own entries.
/// </summary>
public sealed class RegistryCredentials(IReadOnlyDictionary<string, string> environment)
{
    private readonly Lazy<IReadOnlyList<AuthFile>> _files = new(() => [.. Paths(environment).Where(File.Exists).Distinct().Select(p => AuthFile.Parse(File.ReadAllBytes(p), p))]);

    /// <summary>Credentials for a repository, or null for none. <see cref="OciException"/> when a file or helper is broken.</summary>
    public async Task<RegistryCredential?> FindAsync(string host, string repository, CancellationToken stop)
    {
        foreach (var file in _files.Value)
        {
            var helper = file.HelperFor(host) ?? file.DefaultHelper;
            if (helper is not null && await CredentialHelper.GetAsync(helper, HelperKey(host), environment, stop) is { } helped)
            {
                return helped;
            }

            if (file.Find(host, repository) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string HelperKey(string host) => host == "docker.io" ? "https://index.docker.io/v1/" : host;

    private static IEnumerable<string> Paths(IReadOnlyDictionary<string, string> environment)
    {
        var home = environment.GetValueOrDefault("HOME") ?? "";
        var docker = environment.GetValueOrDefault("DOCKER_CONFIG") is { Length: > 0 } named ? named : Path.Combine(home, ".docker");
        yield return Path.Combine(docker, "config.json");
        if (environment.GetValueOrDefault("REGISTRY_AUTH_FILE") is { Length: > 0 } file)
        {
            yield return file;
        }

        if (environment.GetValueOrDefault("XDG_RUNTIME_DIR") is { Length: > 0 } runtime)
        {
            yield return Path.Combine(runtime, "containers", "auth.json");
        }

        yield return Path.Combine(home, ".config", "containers", "auth.json");
    }
}
