using Tare.Conda.Caches;
using Tare.Conda.Cleaning;
using Tare.Conda.Configuration;
using Tare.Conda.Prefixes;

namespace Tare.Cli.Commands.Caches;

/// <summary>From a configuration to the folders that a clean looks at.</summary>
internal static class CleanScopes
{
    internal static CleaningScope Of(CleanRequest request, CondaConfiguration configuration)
    {
        var needsEnvironments = (request.Targets & (CleaningTargets.Packages | CleaningTargets.PackageCaches | CleaningTargets.TemporaryFiles)) != 0;
        var prefixes = needsEnvironments ? EnvironmentFinder.Find(configuration).Environments.Select(e => e.Path).ToArray() : [];
        var caches = configuration.PkgsDirs;
        var others = (IReadOnlyList<OtherCache>)[];
        if ((request.Targets & CleaningTargets.OtherCaches) != 0)
        {
            others = OtherCaches.Of(configuration.Host);
            caches = [.. caches, .. OtherCaches.PackageCachesOf(configuration.Host)];
        }

        return new CleaningScope
        {
            Caches = caches,
            Prefixes = prefixes,
            OtherCaches = others,
            ReplacedFileRoots = request.TemporaryFolders.Count > 0
                ? [.. request.TemporaryFolders.Select(f => Path.GetFullPath(f, configuration.Host.WorkingDirectory))]
                : [configuration.Root.Path, .. prefixes],
        };
    }
}
