using Tare.Cli.Views.Conda;
using Tare.Conda.Configuration;

namespace Tare.Cli.Commands.Info;

/// <summary>The virtual packages of this machine that need no look at libraries or devices.</summary>
internal static class SystemPackages
{
    /// <summary>Name, version and build of each, by name.</summary>
    internal static IReadOnlyList<string[]> Of(CondaConfiguration configuration)
    {
        var packages = new List<string[]> { new[] { "__conda", CondaVersions.Conda, "0" } };
        if (configuration.Subdir.StartsWith("linux-", StringComparison.Ordinal))
        {
            var version = configuration.Host["CONDA_OVERRIDE_LINUX"] ?? Environment.OSVersion.Version.ToString(3);
            packages.Add(["__linux", version, "0"]);
            packages.Add(["__unix", "0", "0"]);
        }

        return packages;
    }
}
