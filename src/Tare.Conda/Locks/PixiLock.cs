using Tare.Conda.Channels;
using Tare.Conda.Yaml;

namespace Tare.Conda.Locks;

/// <summary>Reads pixi.lock, versions 4 to 7 (the lock file of rattler): environments name packages by URL, a list below tells of each.</summary>
internal sealed class PixiLock(LockNodes nodes)
{
    private readonly Dictionary<string, string> _platforms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlMapping> _packages = new(StringComparer.Ordinal);
    private readonly List<string> _channels = [];
    private readonly List<LockedPackage> _locked = [];

    internal LockFile Read(YamlMapping root, int version)
    {
        if (version >= 7)
        {
            ReadPlatforms(root);
        }

        foreach (var node in nodes.List(nodes.Required(root, "packages"), "packages"))
        {
            var map = nodes.Map(node, "packages");
            _packages[KeyOf(map)] = map;
        }

        foreach (var environment in nodes.Map(nodes.Required(root, "environments"), "environments").Entries)
        {
            ReadEnvironment(environment.Key.Text, nodes.Map(environment.Value, environment.Key.Text), version);
        }

        return new LockFile { Format = "pixi", Path = nodes.Path, Channels = _channels, Packages = _locked };
    }

    private void ReadPlatforms(YamlMapping root)
    {
        foreach (var node in nodes.List(nodes.Required(root, "platforms"), "platforms"))
        {
            var map = nodes.Map(node, "platforms");
            var name = nodes.RequiredText(map, "name");
            var subdir = nodes.OptionalText(map, "subdir") ?? name;
            if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                throw nodes.At(map["name"]!, $"`{name}` cannot name a platform");
            }

            if (!Subdirs.IsKnown(subdir))
            {
                throw nodes.At(map["subdir"] ?? map, $"`{subdir}` is no platform of conda");
            }

            if (!_platforms.TryAdd(name, subdir))
            {
                throw nodes.At(map, $"the platform `{name}` is there twice");
            }
        }
    }

    private void ReadEnvironment(string name, YamlMapping environment, int version)
    {
        foreach (var channel in nodes.List(environment["channels"], "channels"))
        {
            var url = (channel is YamlMapping map ? nodes.RequiredText(map, "url") : nodes.Text(channel, "channels")).TrimEnd('/');
            if (!_channels.Contains(url))
            {
                _channels.Add(url);
            }
        }

        foreach (var platform in nodes.Map(nodes.Required(environment, "packages"), "packages").Entries)
        {
            if (!(version >= 7 ? _platforms.TryGetValue(platform.Key.Text, out var subdir) : Subdirs.IsKnown(subdir = platform.Key.Text)))
            {
                throw nodes.At(platform.Key, $"the platform `{platform.Key.Text}` is not known");
            }

            foreach (var node in nodes.List(platform.Value, platform.Key.Text))
            {
                _locked.Add(Package(nodes.Map(node, "packages"), subdir!, name));
            }
        }
    }

    private LockedPackage Package(YamlMapping reference, string subdir, string environment)
    {
        var key = KeyOf(reference);
        if (key.StartsWith("source:", StringComparison.Ordinal))
        {
            throw nodes.At(reference, "packages that are built from source cannot be installed from a lock file", "build the package first, and lock its archive");
        }

        if (!_packages.TryGetValue(key, out var map))
        {
            throw nodes.At(reference, $"the list of packages does not have `{key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]}`");
        }

        var url = key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var isConda = key.StartsWith("conda:", StringComparison.Ordinal);
        var file = PackageFileName.TryParse(url[(url.LastIndexOf('/') + 1)..], out var parsed) ? parsed : default;
        return new LockedPackage
        {
            Platform = subdir,
            Name = nodes.OptionalText(map, "name") ?? file.Name ?? throw nodes.At(map, "`name` is missing"),
            Version = nodes.OptionalText(map, "version") ?? file.Version,
            Build = nodes.OptionalText(map, "build") ?? file.Build,
            Url = url,
            Md5 = nodes.Hash(map, "md5", 32),
            Sha256 = nodes.Hash(map, "sha256", 64),
            IsPip = !isConda,
            Group = environment,
            Line = map.Line,
        };
    }

    // `conda: URL` from version 5 on; `kind: conda` and `url: URL` in the list of version 4.
    private string KeyOf(YamlMapping map)
    {
        if (map["conda_source"] is not null || map["path"] is not null)
        {
            return "source:";
        }

        if (nodes.OptionalText(map, "conda") is { } conda)
        {
            return "conda:" + conda;
        }

        return nodes.OptionalText(map, "pypi") is { } pypi ? "pypi:" + pypi : $"{nodes.RequiredText(map, "kind")}:{nodes.RequiredText(map, "url")}";
    }
}
