using Tare.Conda.Caches;
using Tare.Conda.Configuration;

namespace Tare.Cli.Commands.Caches;

/// <summary>Where the tools that live beside conda in an image keep their caches, each as its own documentation says.</summary>
internal static class OtherCaches
{
    /// <summary>The caches that may go whole.</summary>
    internal static IReadOnlyList<OtherCache> Of(CondaHost host) =>
    [
        new OtherCache("pip", host["PIP_CACHE_DIR"] ?? InCache(host, "pip")),
        new OtherCache("uv", host["UV_CACHE_DIR"] ?? InCache(host, "uv"), ".lock", ".gitignore", "CACHEDIR.TAG"),
        .. RattlerRoots(host).Select(r => new OtherCache("pixi", r, "pkgs", "CACHEDIR.TAG")),
        new OtherCache("tare", InCache(host, "tare/layers")),
        new OtherCache("apt", host.System("var/lib/apt/lists"), "lock", "partial"),
        new OtherCache("apt", host.System("var/lib/apt/lists/partial")),
        new OtherCache("apt", host.System("var/cache/apt/archives"), "lock", "partial"),
        new OtherCache("apt", host.System("var/cache/apt/archives/partial")),
        new OtherCache("apt", host.System("var/cache/apt"), "archives"),
    ];

    /// <summary>The package caches of pixi and rattler; environments link their files, so they are cleaned as conda's are.</summary>
    internal static IReadOnlyList<string> PackageCachesOf(CondaHost host) => [.. RattlerRoots(host).Select(r => Path.Join(r, "pkgs"))];

    private static string[] RattlerRoots(CondaHost host)
    {
        string?[] roots = [host["RATTLER_CACHE_DIR"], host["PIXI_CACHE_DIR"], InCache(host, "rattler/cache")];
        return [.. roots.OfType<string>().Distinct()];
    }

    private static string InCache(CondaHost host, string name) => Path.Join(host["XDG_CACHE_HOME"] ?? Path.Join(host.Home, ".cache"), name);
}
