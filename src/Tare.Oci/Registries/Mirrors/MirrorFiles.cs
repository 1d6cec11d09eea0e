using System.Text.Json;

namespace Tare.Oci.Registries.Mirrors;

/// <summary>Reads the three files that say where else a registry's content is. Pure; none of them fails.</summary>
internal static class MirrorFiles
{
    private const string DockerHub = "docker.io";

    /// <summary>Docker's <c>daemon.json</c>: mirrors of Docker Hub, and insecure registries.</summary>
    internal static IEnumerable<RegistryRule> ReadDaemon(ReadOnlyMemory<byte> json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            // It is the Docker daemon's file; the daemon will complain about it.
            yield break;
        }

        using (document)
        {
            var insecure = Texts(document.RootElement, "insecure-registries").ToArray();
            var mirrors = Texts(document.RootElement, "registry-mirrors").Select(u => Location(u)).ToArray();
            if (mirrors.Length > 0)
            {
                yield return new RegistryRule(DockerHub, [.. mirrors.Select(m => (m.Location, m.IsPlain || insecure.Contains(m.Location.Split('/')[0])))], false, false);
            }

            foreach (var host in insecure.Where(h => !System.Net.IPNetwork.TryParse(h, out _)))
            {
                yield return new RegistryRule(host, [], true, false);
            }
        }
    }

    /// <summary>containers' <c>registries.conf</c>, version 2 (containers-registries.conf(5)).</summary>
    internal static IEnumerable<RegistryRule> ReadRegistriesConf(string toml)
    {
        TomlTable? registry = null;
        var mirrors = new List<(string, bool)>();
        foreach (var table in TomlTable.Parse(toml).Append(new TomlTable("registry")))
        {
            if (table.Name == "registry.mirror" && registry is not null && table.Texts.GetValueOrDefault("location") is { Length: > 0 } location)
            {
                mirrors.Add((location, table.Flag("insecure")));
            }

            if (table.Name != "registry")
            {
                continue;
            }

            if (registry is not null && (registry.Texts.GetValueOrDefault("prefix") ?? registry.Texts.GetValueOrDefault("location")) is { Length: > 0 } prefix)
            {
                yield return new RegistryRule(prefix, WithOwnLocation(registry, prefix, mirrors), registry.Flag("insecure"), registry.Flag("blocked"));
            }

            registry = table;
            mirrors = [];
        }
    }

    /// <summary>containerd's <c>certs.d/HOST/hosts.toml</c>.</summary>
    internal static RegistryRule ReadHosts(string host, string toml)
    {
        var mirrors = new List<(string, bool)>();
        foreach (var table in TomlTable.Parse(toml).Where(t => t.Name.StartsWith("host.", StringComparison.Ordinal)))
        {
            var pulls = !table.Lists.TryGetValue("capabilities", out var capabilities) || capabilities.Contains("pull");
            var (location, isPlain) = Location(table.Name["host.".Length..]);
            if (pulls && location != host)
            {
                mirrors.Add((location, isPlain || table.Flag("skip_verify")));
            }
        }

        return new RegistryRule(host, mirrors, false, false);
    }

    // A location other than the prefix is where the registry really is; it is asked after the mirrors.
    private static List<(string, bool)> WithOwnLocation(TomlTable registry, string prefix, List<(string, bool)> mirrors)
    {
        if (registry.Texts.GetValueOrDefault("location") is { Length: > 0 } location && location != prefix && !prefix.StartsWith("*.", StringComparison.Ordinal))
        {
            mirrors.Add((location, registry.Flag("insecure")));
        }

        return mirrors;
    }

    private static IEnumerable<string> Texts(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)
            : [];

    private static (string Location, bool IsPlain) Location(string url)
    {
        var isPlain = url.StartsWith("http://", StringComparison.Ordinal);
        var rest = isPlain ? url[7..] : url.StartsWith("https://", StringComparison.Ordinal) ? url[8..] : url;
        rest = rest.TrimEnd('/');
        return (rest.EndsWith("/v2", StringComparison.Ordinal) ? rest[..^3] : rest, isPlain);
    }
}
