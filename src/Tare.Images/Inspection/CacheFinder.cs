using System.Text;
using Tare.Images.FileSystem;
using Tare.Oci.Configs;

namespace Tare.Images.Inspection;

/// <summary>
/// Finds caches by what they are, not by where they usually are: a conda package cache by the packages extracted in it, the
/// others by the names their tools give them, and all of them by the variables of the image's configuration.
/// </summary>
internal sealed class CacheFinder
{
    private readonly PathTable _paths;
    private readonly CacheMap _map;

    private CacheFinder(ImageTree tree)
    {
        _paths = tree.Paths;
        _map = new CacheMap(tree);
    }

    internal static CacheMap Find(ImageTree tree, IReadOnlyCollection<int> environments, ContainerConfig container)
    {
        var finder = new CacheFinder(tree);
        finder.FindPackageCaches(environments);
        finder.FindByName();
        finder.FindByVariable(container.Env ?? []);
        finder.FindSystemFolders();
        new OrphanFinder(tree, finder._map).Mark();
        new LinkedCaches(tree, finder._map).Release();
        finder.ReleaseConfigured(container);
        return finder._map;
    }

    // Evidence of a package cache: CACHE/NAME-VERSION-BUILD/info/index.json, or the file that conda marks its caches with.
    private void FindPackageCaches(IReadOnlyCollection<int> environments)
    {
        var index = _paths.Names.Find("index.json"u8);
        var urls = _paths.Names.Find("urls.txt"u8);
        var caches = new HashSet<int>();
        for (var path = 1; path < _paths.Count; path++)
        {
            var parent = _paths.Parent(path);
            if (_paths.NameId(path) == urls && _paths.Name(parent).SequenceEqual("pkgs"u8))
            {
                caches.Add(parent);
            }
            else if (_paths.NameId(path) == index && _paths.Name(parent).SequenceEqual("info"u8) && _paths.Parent(parent) is var dist and > 0
                && IsDist(_paths.Name(dist)) && !environments.Contains(dist))
            {
                caches.Add(_paths.Parent(dist));
            }
        }

        foreach (var environment in environments)
        {
            if (_paths.Find(environment, "pkgs"u8) is var pkgs and > 0 && LooksLikeCache(pkgs))
            {
                caches.Add(pkgs);
            }
        }

        // A package may carry an example of a package cache; the outer one is the real one.
        foreach (var cache in caches.Where(c => !IsInside(c, caches)))
        {
            _map.PackageCacheFolders.Add(cache);
            MarkPackageCache(cache);
        }
    }

    private bool IsInside(int cache, HashSet<int> caches)
    {
        for (var at = _paths.Parent(cache); at > PathTable.Root; at = _paths.Parent(at))
        {
            if (caches.Contains(_paths.Parent(at)) && IsDist(_paths.Name(at)))
            {
                return true;
            }
        }

        return false;
    }

    private bool LooksLikeCache(int folder)
    {
        for (var child = _paths.FirstChild(folder); child >= 0; child = _paths.NextSibling(child))
        {
            var name = _paths.Name(child);
            if (IsArchive(name) || name.SequenceEqual("cache"u8) || name.SequenceEqual(".logs"u8) || name.SequenceEqual("urls"u8))
            {
                return true;
            }
        }

        return false;
    }

    private void MarkPackageCache(int cache)
    {
        // Where conda left its mark, a half-extracted package is one too; elsewhere only what says of itself that it is a package.
        var isMarked = _paths.Name(cache).SequenceEqual("pkgs"u8) || _paths.Find(cache, "urls.txt"u8) > 0 || _paths.Find(cache, "urls"u8) > 0;
        for (var child = _paths.FirstChild(cache); child >= 0; child = _paths.NextSibling(child))
        {
            var name = _paths.Name(child);
            if (name.SequenceEqual("cache"u8))
            {
                _map.MarkChildren(child, WasteCategory.CondaIndex);
            }
            else if (name.SequenceEqual(".logs"u8))
            {
                _map.Mark(child, WasteCategory.CondaLogs);
            }
            else if (IsArchive(name))
            {
                _map.Mark(child, WasteCategory.CondaArchives);
            }
            else if (IsLeftover(name))
            {
                _map.Mark(child, WasteCategory.CondaTemp);
            }
            else if (IsDist(name) && _paths.FirstChild(child) >= 0 && (isMarked || _paths.FindDescendant(child, "info/index.json"u8) > 0))
            {
                _map.Mark(child, WasteCategory.CondaPackages);
            }
        }
    }

    private void FindByName()
    {
        for (var path = 1; path < _paths.Count; path++)
        {
            var parent = _paths.Parent(path);
            var name = _paths.Name(path);
            if (name.IndexOf(".conda_trash"u8) > 0)
            {
                _map.Mark(path, WasteCategory.CondaTemp);
            }
            else if (_paths.Name(parent).SequenceEqual(".cache"u8))
            {
                MarkUserCache(path, name);
            }
            else if (name.SequenceEqual("_cacache"u8) && _paths.Name(parent).SequenceEqual(".npm"u8))
            {
                _map.Mark(path, WasteCategory.NpmCache);
            }
            else if (IsRepository(path, name))
            {
                _map.Mark(path, WasteCategory.Vcs);
            }
        }
    }

    private void MarkUserCache(int path, ReadOnlySpan<byte> name)
    {
        var category = name.SequenceEqual("pip"u8) ? WasteCategory.PipCache
            : name.SequenceEqual("uv"u8) ? WasteCategory.UvCache
            : name.SequenceEqual("rattler"u8) || name.SequenceEqual("pixi"u8) ? WasteCategory.PixiCache
            : WasteCategory.None;
        if (category != WasteCategory.None)
        {
            _map.Mark(path, category);
        }
    }

    private bool IsRepository(int path, ReadOnlySpan<byte> name) =>
        (name.SequenceEqual(".git"u8) && _paths.Find(path, "HEAD"u8) > 0 && _paths.Find(path, "objects"u8) > 0)
        || (name.SequenceEqual(".hg"u8) && _paths.Find(path, "store"u8) > 0)
        || (name.SequenceEqual(".svn"u8) && _paths.Find(path, "wc.db"u8) > 0);

    private void FindByVariable(IReadOnlyList<string> variables)
    {
        foreach (var variable in variables)
        {
            var parts = variable.Split('=', 2);
            var category = parts[0] switch
            {
                "PIP_CACHE_DIR" => WasteCategory.PipCache,
                "UV_CACHE_DIR" => WasteCategory.UvCache,
                "RATTLER_CACHE_DIR" or "PIXI_CACHE_DIR" => WasteCategory.PixiCache,
                "npm_config_cache" or "NPM_CONFIG_CACHE" => WasteCategory.NpmCache,
                _ => WasteCategory.None,
            };
            if (category != WasteCategory.None && parts is [_, ['/', .. var place]] && At(place) is var folder and > 0)
            {
                _map.MarkChildren(folder, category);
            }
        }
    }

    // What the container starts in, runs or finds on its paths is in use, wherever it lies.
    private void ReleaseConfigured(ContainerConfig container)
    {
        var searched = (container.Env ?? []).Select(v => v.Split('=', 2))
            .Where(v => v is ["PATH" or "PYTHONPATH" or "LD_LIBRARY_PATH" or "VIRTUAL_ENV" or "CONDA_PREFIX", _]).SelectMany(v => v[1].Split(':'));
        foreach (var place in searched.Concat(container.Volumes).Append(container.WorkingDir ?? "").Concat(container.Entrypoint ?? []).Concat(container.Cmd ?? []))
        {
            if (place.StartsWith('/') && !place.Contains("//", StringComparison.Ordinal) && At(place) is var path and > 0
                && (_map[path] != WasteCategory.None || path == At("tmp") || path == At("var/tmp")))
            {
                _map.Clear(path);
            }
        }
    }

    private int At(string place)
    {
        var bytes = Encoding.UTF8.GetBytes(place.Trim('/'));
        return bytes.Length == 0 ? -1 : _paths.FindDescendant(PathTable.Root, bytes);
    }

    private void FindSystemFolders()
    {
        // apt keeps a lock and a folder for halves; both are empty and expected to be there.
        MarkApt(At("var/lib/apt/lists"), WasteCategory.AptLists);
        MarkApt(At("var/cache/apt/archives"), WasteCategory.AptArchives);
        foreach (var index in (string[])["var/cache/apt/pkgcache.bin", "var/cache/apt/srcpkgcache.bin"])
        {
            if (At(index) is var path and > 0)
            {
                _map.Mark(path, WasteCategory.AptArchives);
            }
        }

        foreach (var folder in (string[])["tmp", "var/tmp"])
        {
            if (At(folder) is var path and > 0)
            {
                _map.MarkChildren(path, WasteCategory.Tmp);
            }
        }
    }

    private void MarkApt(int folder, WasteCategory category)
    {
        for (var child = folder > 0 ? _paths.FirstChild(folder) : -1; child >= 0; child = _paths.NextSibling(child))
        {
            if (_paths.Name(child).SequenceEqual("partial"u8))
            {
                _map.MarkChildren(child, category);
            }
            else if (!_paths.Name(child).SequenceEqual("lock"u8))
            {
                _map.Mark(child, category);
            }
        }
    }

    private static bool IsArchive(ReadOnlySpan<byte> name) => name.EndsWith(".conda"u8) || name.EndsWith(".tar.bz2"u8);

    private static bool IsLeftover(ReadOnlySpan<byte> name) =>
        name.EndsWith(".partial"u8) || name.EndsWith(".conda.c~"u8) || name.EndsWith(".tar.bz2.c~"u8) || name.EndsWith(".conda.trash"u8)
        || name.EndsWith(".tar.bz2.trash"u8);

    // NAME-VERSION-BUILD: conda's names may hold dashes, versions and builds never do.
    private static bool IsDist(ReadOnlySpan<byte> name)
    {
        var build = name.LastIndexOf((byte)'-');
        var version = build > 0 ? name[..build].LastIndexOf((byte)'-') : -1;
        return version > 0 && version + 1 < build && build + 1 < name.Length;
    }
}
