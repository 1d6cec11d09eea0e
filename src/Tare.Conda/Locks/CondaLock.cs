using Tare.Conda.Yaml;

namespace Tare.Conda.Locks;

/// <summary>Reads conda-lock.yml, version 1 (conda_lock/lockfile/v1/models.py).</summary>
internal sealed class CondaLock(LockNodes nodes)
{
    internal LockFile Read(YamlMapping root)
    {
        var metadata = root["metadata"] as YamlMapping;
        return new LockFile
        {
            Format = "conda-lock",
            Path = nodes.Path,
            Channels = [.. nodes.List(metadata?["channels"], "channels").Select(c => c is YamlMapping map ? nodes.RequiredText(map, "url") : nodes.Text(c, "channels"))],
            Packages = [.. nodes.List(root["package"], "package").Select(p => Package(nodes.Map(p, "package")))],
        };
    }

    private LockedPackage Package(YamlMapping map)
    {
        var hash = nodes.Map(nodes.Required(map, "hash"), "hash");
        var manager = nodes.RequiredText(map, "manager");
        if (manager is not ("conda" or "pip"))
        {
            throw nodes.At(map["manager"]!, $"`{manager}` is neither conda nor pip");
        }

        return new LockedPackage
        {
            Platform = nodes.RequiredText(map, "platform"),
            Name = nodes.RequiredText(map, "name"),
            Version = nodes.RequiredText(map, "version"),
            Build = nodes.OptionalText(map, "build"),
            Url = nodes.RequiredText(map, "url"),
            Md5 = nodes.Hash(hash, "md5", 32),
            Sha256 = nodes.Hash(hash, "sha256", 64),
            IsPip = manager == "pip",
            Group = nodes.OptionalText(map, "category") ?? "main",
            Line = map.Line,
        };
    }
}
