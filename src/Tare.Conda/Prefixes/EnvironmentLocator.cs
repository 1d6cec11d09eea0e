using Tare.Conda.Configuration;

namespace Tare.Conda.Prefixes;

/// <summary>Between the names and the folders of environments.</summary>
public static class EnvironmentLocator
{
    /// <summary>The name of the root environment.</summary>
    public const string Base = "base";

    /// <summary>The name of an environment: <c>base</c>, the folder's name where it stands in an envs_dir, else null.</summary>
    public static string? NameOf(CondaConfiguration configuration, string prefix)
    {
        if (prefix == configuration.Root.Path)
        {
            return Base;
        }

        var parent = Path.GetDirectoryName(prefix);
        return configuration.EnvsDirs.Contains(parent) ? Path.GetFileName(prefix) : null;
    }

    /// <summary>
    /// The folder of a named environment: the first that exists in the envs_dirs, else where it would be made. <see cref="EnvironmentNameException"/>
    /// where that is no name.
    /// </summary>
    public static string Locate(CondaConfiguration configuration, string name)
    {
        if (name is Base or "root")
        {
            return configuration.Root.Path;
        }

        if (name.Length == 0 || name is "." or ".." || name.AsSpan().ContainsAny("/ :#\0"))
        {
            throw new EnvironmentNameException(name);
        }

        var folders = configuration.EnvsDirs;
        return folders.Select(f => Path.Join(f, name)).FirstOrDefault(Directory.Exists) ?? Path.Join(folders[0], name);
    }

    /// <summary>The environment that commands are about when none is named: the active one, that of CONDA_DEFAULT_ENV, or the root.</summary>
    public static string Default(CondaConfiguration configuration)
    {
        var host = configuration.Host;
        if (host["CONDA_PREFIX"] is { } active)
        {
            return PathExpansion.Absolute(active, host);
        }

        return host["CONDA_DEFAULT_ENV"] switch
        {
            null => configuration.Root.Path,
            var path when path.Contains('/', StringComparison.Ordinal) => PathExpansion.Absolute(path, host),
            var name => Locate(configuration, name),
        };
    }
}
