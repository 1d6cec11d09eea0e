using Tare.Oci.References;

namespace Tare.Oci.Registries.Mirrors;

/// <summary>Which mirrors a reference has, by the configuration of Docker, containers and containerd on this machine.</summary>
public sealed class MirrorTable
{
    private readonly IReadOnlyList<RegistryRule> _rules;

    private MirrorTable(IReadOnlyList<RegistryRule> rules) => _rules = rules;

    internal static MirrorTable Of(params IEnumerable<RegistryRule> rules) => new([.. rules]);

    /// <summary>
    /// Reads <c>/etc/docker/daemon.json</c>, <c>$CONTAINERS_REGISTRIES_CONF</c> or the user's or the system's
    /// <c>containers/registries.conf</c>, and <c>/etc/containerd/certs.d</c>.
    /// </summary>
    public static MirrorTable Load(IReadOnlyDictionary<string, string> environment)
    {
        var rules = new List<RegistryRule>();
        var home = environment.GetValueOrDefault("HOME") ?? "/";
        string?[] confs = [environment.GetValueOrDefault("CONTAINERS_REGISTRIES_CONF"), Path.Combine(home, ".config/containers/registries.conf"), "/etc/containers/registries.conf"];
        if (Array.Find(confs, p => !string.IsNullOrEmpty(p) && File.Exists(p)) is { } conf)
        {
            rules.AddRange(MirrorFiles.ReadRegistriesConf(Text(conf)));
        }

        if (File.Exists("/etc/docker/daemon.json"))
        {
            rules.AddRange(MirrorFiles.ReadDaemon(System.Text.Encoding.UTF8.GetBytes(Text("/etc/docker/daemon.json"))));
        }

        if (Directory.Exists("/etc/containerd/certs.d"))
        {
            rules.AddRange(Directory.EnumerateFiles("/etc/containerd/certs.d", "hosts.toml", SearchOption.AllDirectories)
                .Select(f => MirrorFiles.ReadHosts(Path.GetFileName(Path.GetDirectoryName(f)!), Text(f))));
        }

        return new MirrorTable(rules);
    }

    /// <summary>The mirrors of a reference, the first to ask first. A reference that is blocked raises <see cref="OciException"/>.</summary>
    public IReadOnlyList<RegistryMirror> For(RegistryReference reference)
    {
        var name = $"{reference.Host}/{reference.Repository}";
        var matching = _rules.Where(r => r.Matches(name)).OrderByDescending(r => r.Prefix.Length).ToArray();
        if (matching.Length > 0 && matching[0].IsBlocked)
        {
            throw new OciException($"`{reference.Familiar}` is blocked by registries.conf", $"remove `blocked` from the entry for `{matching[0].Prefix}`");
        }

        return [.. matching.SelectMany(r => r.Mirrors.Select(m => Place(r, m, name))).DistinctBy(m => (m.Host, m.Repository))];
    }

    /// <summary>The configuration allows plain http and any certificate for the host.</summary>
    public bool IsInsecure(string host) => _rules.Any(r => r.IsInsecure && r.Matches(host));

    private static RegistryMirror Place(RegistryRule rule, (string Location, bool IsInsecure) mirror, string name)
    {
        var rest = rule.Prefix.StartsWith("*.", StringComparison.Ordinal) ? name[name.IndexOf('/', StringComparison.Ordinal)..] : name[rule.Prefix.Length..];
        var place = mirror.Location + rest;
        var slash = place.IndexOf('/', StringComparison.Ordinal);
        return new RegistryMirror(place[..slash], place[(slash + 1)..], mirror.IsInsecure);
    }

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }
}
