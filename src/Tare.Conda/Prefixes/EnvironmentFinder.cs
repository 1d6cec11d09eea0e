using Tare.Conda.Configuration;

namespace Tare.Conda.Prefixes;

/// <summary>Finds every environment that a package cache may serve: those registered by this user (by every user, for root), those in the envs_dirs, the root and the active one.</summary>
public static class EnvironmentFinder
{
    /// <summary>Searches; nothing is written, and a place that cannot be read is reported and does not stop the search.</summary>
    public static FoundEnvironments Find(CondaConfiguration configuration) => new EnvironmentSearch(configuration).Run();

    /// <summary>The list of environments that conda keeps for a user: one prefix a line.</summary>
    public static string RegistryPath(string home) => Path.Join(home, ".conda", "environments.txt");
}
