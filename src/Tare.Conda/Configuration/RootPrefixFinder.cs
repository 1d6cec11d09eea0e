namespace Tare.Conda.Configuration;

/// <summary>Finds the root prefix: what is asked for, what the active conda belongs to, the usual places, Tare's own folder.</summary>
internal static class RootPrefixFinder
{
    private static readonly string[] Names = ["CONDA_ROOT_PREFIX", "MAMBA_ROOT_PREFIX", "CONDA_ROOT"];

    private static readonly string[] SystemPlaces =
    [
        "opt/conda", "opt/miniconda3", "opt/miniforge3", "opt/anaconda3", "opt/mambaforge", "opt/miniconda", "opt/anaconda", "opt/micromamba",
        "usr/local/miniconda3", "usr/local/anaconda3", "usr/local/miniforge3", "srv/conda",
    ];

    private static readonly string[] HomePlaces =
    [
        "miniconda3", "miniforge3", "anaconda3", "mambaforge", "micromamba", "miniconda", "anaconda", "conda", ".local/share/mamba", "opt/miniconda3", "opt/anaconda3",
    ];

    internal static RootPrefix Find(CondaHost host, string? asked)
    {
        if (!string.IsNullOrEmpty(asked))
        {
            return new RootPrefix(PathExpansion.Full(asked, host), "--root-prefix");
        }

        foreach (var name in Names)
        {
            if (host[name] is { } value)
            {
                return new RootPrefix(PathExpansion.Full(value, host), name);
            }
        }

        return FromExecutable(host) ?? FromActivePrefix(host) ?? FromUsualPlaces(host)
            ?? new RootPrefix(PathExpansion.Absolute(Path.Join(host.Home, ".local/share/tare"), host), "no conda root was found");
    }

    /// <summary>A folder that a conda tool uses as its root: it has packages of its own, or a cache and environments.</summary>
    internal static bool IsRoot(string folder) =>
        File.Exists(Path.Join(folder, "conda-meta", "history"))
        || File.Exists(Path.Join(folder, "pkgs", "urls.txt"))
        || (Directory.Exists(Path.Join(folder, "pkgs")) && Directory.Exists(Path.Join(folder, "envs")));

    // ROOT/bin/conda, ROOT/condabin/conda
    private static RootPrefix? FromExecutable(CondaHost host)
    {
        if (host["CONDA_EXE"] is not { } executable || !Path.IsPathRooted(executable))
        {
            return null;
        }

        var root = Path.GetDirectoryName(Path.GetDirectoryName(PathExpansion.Absolute(executable, host)));
        return root is { Length: > 1 } && IsRoot(root) ? new RootPrefix(root, "CONDA_EXE") : null;
    }

    // ROOT/envs/NAME, or ROOT itself.
    private static RootPrefix? FromActivePrefix(CondaHost host)
    {
        if (host["CONDA_PREFIX"] is not { } prefix || !Path.IsPathRooted(prefix))
        {
            return null;
        }

        var full = PathExpansion.Absolute(prefix, host);
        var parent = Path.GetDirectoryName(full);
        if (Path.GetFileName(parent) == "envs" && Path.GetDirectoryName(parent) is { Length: > 1 } root && IsRoot(root))
        {
            return new RootPrefix(root, "CONDA_PREFIX");
        }

        var isRoot = Directory.Exists(Path.Join(full, "envs")) || Directory.Exists(Path.Join(full, "pkgs")) || Directory.Exists(Path.Join(full, "condabin"));
        return isRoot && IsRoot(full) ? new RootPrefix(full, "CONDA_PREFIX") : null;
    }

    private static RootPrefix? FromUsualPlaces(CondaHost host)
    {
        var places = SystemPlaces.Take(1).Select(host.System)
            .Concat(HomePlaces.Select(p => Path.Join(host.Home, p)))
            .Concat(SystemPlaces.Skip(1).Select(host.System));
        foreach (var place in places)
        {
            if (IsRoot(place))
            {
                return new RootPrefix(PathExpansion.Absolute(place, host), "found in a usual place");
            }
        }

        return null;
    }
}
