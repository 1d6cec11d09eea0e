using Tare.Conda.Channels;
using Tare.Conda.Yaml;

namespace Tare.Conda.Locks;

/// <summary>Reads the JSON lock files of mambajs and micromamba (lockVersion 1): packages by file name, channels by name.</summary>
internal sealed class MambaLock(LockNodes nodes, ChannelResolver channels)
{
    internal LockFile Read(YamlMapping root, string version)
    {
        if (!version.StartsWith("1.", StringComparison.Ordinal))
        {
            throw nodes.At(root["lockVersion"]!, $"lock files of version {version} cannot be read");
        }

        var platform = nodes.RequiredText(root, "platform");
        var servers = root["channelInfo"] as YamlMapping;
        var packages = nodes.Map(nodes.Required(root, "packages"), "packages");
        return new LockFile
        {
            Format = "mamba",
            Path = nodes.Path,
            Channels = [.. nodes.List(root["channels"], "channels").Select(c => nodes.Text(c, "channels"))],
            Packages = [.. packages.Entries.Select(p => Package(p.Key.Text, nodes.Map(p.Value, p.Key.Text), platform, servers))],
        };
    }

    private LockedPackage Package(string fileName, YamlMapping map, string platform, YamlMapping? servers)
    {
        var channel = nodes.RequiredText(map, "channel");
        var subdir = nodes.RequiredText(map, "subdir");
        var hash = map["hash"] as YamlMapping ?? map;
        return new LockedPackage
        {
            Platform = platform,
            Name = nodes.RequiredText(map, "name"),
            Version = nodes.RequiredText(map, "version"),
            Build = nodes.RequiredText(map, "build"),
            Url = nodes.OptionalText(map, "url") ?? $"{Server(channel, servers)}/{subdir}/{fileName}",
            Md5 = nodes.Hash(hash, "md5", 32),
            Sha256 = nodes.Hash(hash, "sha256", 64),
            Line = map.Line,
        };
    }

    private string Server(string channel, YamlMapping? servers)
    {
        var first = servers?[channel] is YamlSequence { Items: [YamlMapping info, ..] } ? nodes.OptionalText(info, "url") : null;
        return (first ?? channels.Resolve(channel).BaseUrl ?? channel).TrimEnd('/');
    }
}
