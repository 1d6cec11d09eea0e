using Tare.Primitives.Posix;

namespace Tare.Conda.Configuration;

public sealed partial class CondaConfiguration
{
    /// <summary>The package caches, absolute and each once; packages go to the first that can be written.</summary>
    public IReadOnlyList<string> PkgsDirs
    {
        get
        {
            var named = Texts("pkgs_dirs");
            var name = Flag("force_32bit") ? "pkgs32" : "pkgs";
            return Full(named.Count > 0 ? named : [Path.Join(Root.Path, name), Path.Join("~/.conda", name)]);
        }
    }

    /// <summary>The folders of named environments, absolute and each once; a new environment goes to the first that can be written.</summary>
    public IReadOnlyList<string> EnvsDirs
    {
        get
        {
            var root = Path.Join(Root.Path, "envs");
            const string own = "~/.conda/envs";
            return Full([.. Texts("envs_dirs"), .. IsRootWritable ? [root, own] : (string[])[own, root]]);
        }
    }

    /// <summary>The root prefix can be changed by this user, or made where it is missing.</summary>
    public bool IsRootWritable
    {
        get
        {
            var history = Path.Join(Root.Path, "conda-meta", "history");
            if (File.Exists(history))
            {
                return FileAccessCheck.IsWritable(history);
            }

            var folder = Root.Path;
            while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
            {
                folder = parent;
            }

            return FileAccessCheck.IsWritable(folder);
        }
    }

    private List<string> Full(IEnumerable<string> paths) =>
        [.. paths.Where(p => p.Length > 0).Select(p => PathExpansion.Full(p, Host)).Distinct(StringComparer.Ordinal)];
}
