using System.Text;
using Tare.Conda.Configuration;
using Tare.Conda.Prefixes;
using Tare.Primitives.Files;

namespace Tare.Conda.Installing;

/// <summary>conda's list of a user's environments, <c>~/.conda/environments.txt</c> (conda/core/envs_manager.py).</summary>
public static class EnvironmentRegistry
{
    /// <summary>Enters an environment, where the configuration wants that and it is not there yet.</summary>
    public static void Add(CondaConfiguration configuration, string prefix)
    {
        if (!configuration.RegisterEnvs)
        {
            return;
        }

        var path = EnvironmentFinder.RegistryPath(configuration.Host.Home);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (Has(configuration, prefix))
        {
            return;
        }

        // One write with O_APPEND keeps the lines of others whole.
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0);
        file.Write(Encoding.UTF8.GetBytes(prefix + "\n"));
    }

    /// <summary>The list has the environment.</summary>
    public static bool Has(CondaConfiguration configuration, string prefix) =>
        EnvironmentFinder.RegistryPath(configuration.Host.Home) is var path && File.Exists(path) && File.ReadLines(path).Any(l => l.Trim() == prefix);

    /// <summary>Takes an environment off the list.</summary>
    public static void Remove(CondaConfiguration configuration, string prefix)
    {
        var path = EnvironmentFinder.RegistryPath(configuration.Host.Home);
        if (!File.Exists(path))
        {
            return;
        }

        var lines = File.ReadAllLines(path);
        var kept = Array.FindAll(lines, l => l.Trim() != prefix);
        if (kept.Length < lines.Length)
        {
            AtomicFile.Write(path, string.Concat(kept.Select(l => l + "\n")));
        }
    }
}
