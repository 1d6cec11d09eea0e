using System.Text;
using Tare.Images.FileSystem;

namespace Tare.Images.Inspection;

/// <summary>Which package each path belongs to: by the records of the final tree first, then by records that later layers removed.</summary>
public sealed class PackageOwners
{
    private readonly ImageTree _tree;
    private readonly CacheMap _caches;
    private readonly int[] _owner;
    private readonly List<InstalledPackage> _packages = [];
    private readonly Dictionary<string, int> _byDist = new(StringComparer.Ordinal);

    private PackageOwners(ImageTree tree, CacheMap caches)
    {
        _tree = tree;
        _caches = caches;
        _owner = new int[tree.Paths.Count];
    }

    /// <summary>Every package that owns a path, installed or removed or only cached.</summary>
    public IReadOnlyList<InstalledPackage> All => _packages;

    /// <summary>Index of the package that owns a path, or -1.</summary>
    public int this[int path] => path < _owner.Length ? _owner[path] - 1 : -1;

    internal static PackageOwners Of(ImageTree tree, CacheMap caches, IEnumerable<InstalledPackage> installed, IEnumerable<InstalledPackage> removed)
    {
        var owners = new PackageOwners(tree, caches);
        var resolver = new FolderResolver(tree);
        foreach (var package in installed.OrderBy(p => p.Kind).ThenBy(p => p.Environment, Comparer<int>.Create(tree.Paths.Compare)).Concat(removed))
        {
            owners.Add(package, resolver);
        }

        owners.AddCached();
        return owners;
    }

    private void Add(InstalledPackage package, FolderResolver resolver)
    {
        var number = _packages.Count + 1;
        _packages.Add(package);
        if (package.Kind == PackageKind.Conda)
        {
            _byDist.TryAdd($"{package.Name}-{package.Version}-{package.Build}", number);
        }

        foreach (var file in package.Files)
        {
            var path = package.Kind == PackageKind.Debian ? Landed(file, resolver) : file;
            Own(path, number);
        }

        if (package.Record >= 0)
        {
            Own(_tree.Entry(package.Record).Path, number);
        }
    }

    // dpkg lists /bin/x for what lies in /usr/bin/x since the merge of /usr.
    private int Landed(int path, FolderResolver resolver)
    {
        if (path == PathTable.Root || _tree.Exists(path))
        {
            return path;
        }

        var folder = resolver.Find(_tree.Paths.Parent(path));
        return folder < 0 ? path : _tree.Paths.Find(folder, _tree.Paths.Name(path)) is var landed and >= 0 ? landed : path;
    }

    private void Own(int path, int number)
    {
        if (path > PathTable.Root && path < _owner.Length && _owner[path] == 0)
        {
            _owner[path] = number;
        }
    }

    private void AddCached()
    {
        foreach (var cache in _caches.PackageCacheFolders)
        {
            for (var child = _tree.Paths.FirstChild(cache); child >= 0; child = _tree.Paths.NextSibling(child))
            {
                if (Dist(_tree.Paths.Name(child)) is { } dist)
                {
                    OwnBelow(child, NumberOf(dist, cache));
                }
            }
        }
    }

    private static string? Dist(ReadOnlySpan<byte> name)
    {
        foreach (var suffix in (string[])[".conda", ".tar.bz2", ".partial", ".c~", ".trash"])
        {
            if (Encoding.UTF8.GetString(name) is var text && text.EndsWith(suffix, StringComparison.Ordinal))
            {
                return Dist(name[..^suffix.Length]);
            }
        }

        var parts = Encoding.UTF8.GetString(name).Split('-');
        return parts.Length >= 3 ? string.Join('-', parts) : null;
    }

    private int NumberOf(string dist, int cache)
    {
        if (_byDist.TryGetValue(dist, out var number))
        {
            return number;
        }

        var build = dist.LastIndexOf('-');
        var version = dist.LastIndexOf('-', build - 1);
        _packages.Add(new InstalledPackage
        {
            Kind = PackageKind.Conda,
            Name = dist[..version],
            Version = dist[(version + 1)..build],
            Build = dist[(build + 1)..],
            Environment = cache,
            Files = [],
        });
        return _byDist[dist] = _packages.Count;
    }

    private void OwnBelow(int path, int number)
    {
        Own(path, number);
        for (var child = _tree.Paths.FirstChild(path); child >= 0; child = _tree.Paths.NextSibling(child))
        {
            OwnBelow(child, number);
        }
    }
}
