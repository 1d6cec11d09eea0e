using Tare.Conda.Configuration;
using Tare.Http;

namespace Tare.Conda.Repodata;

/// <summary>The package lists of channels under a user's configuration.</summary>
public static class ConfiguredRepodata
{
    /// <summary>
    /// Those of the lists that lie on this machine, in the cache or in a channel that is a folder: the path, and the name that conda's
    /// cache gives it. Lists that were never loaded, or only in part, are left out.
    /// </summary>
    public static IReadOnlyList<(string Name, string Path)> CachedLists(IReadOnlyList<RepodataLocation> locations, CondaConfiguration configuration)
    {
        var cache = CacheFolder(configuration);
        var lists = new List<(string Name, string Path)>();
        foreach (var location in locations.SelectMany(l => FileNames(configuration).Select(n => l with { FileName = n })))
        {
            var files = Caching.CacheFiles.Of(cache ?? "", location, configuration.Flag("use_only_tar_bz2"));
            (string Name, string Path)[] found = location.LocalFolder is { } folder
                ? [(Path.GetFileName(files.List), Path.Join(folder, location.FileName))]
                : [(Path.GetFileName(files.List), files.List), (Path.GetFileName(files.State), files.State)];
            lists.AddRange(found.Where(f => File.Exists(f.Path)));
        }

        return lists;
    }

    /// <summary>
    /// What lists are called, the preferred name first (<c>repodata_fns</c>); the standard name is always one of them. The excerpts called
    /// <c>current_repodata.json</c> are passed over, as by conda's libmamba solver.
    /// </summary>
    public static IReadOnlyList<string> FileNames(CondaConfiguration configuration) => configuration.Flag("use_only_tar_bz2")
        ? [RepodataLocation.StandardFileName]
        : [.. configuration.Texts("repodata_fns").Where(n => n != "current_repodata.json").Append(RepodataLocation.StandardFileName).Distinct(StringComparer.Ordinal)];

    /// <summary>How the configuration wants lists to be got and kept.</summary>
    public static RepodataOptions Options(CondaConfiguration configuration, Func<HttpStack> http, TimeProvider clock) => new()
    {
        Http = http,
        CacheFolder = CacheFolder(configuration),
        Offline = configuration.Offline,
        UseIndexCache = configuration.Flag("use_index_cache"),
        TimeToLive = configuration.Integer("local_repodata_ttl"),
        TarBz2Only = configuration.Flag("use_only_tar_bz2"),
        Clock = clock,
    };

    // The first package cache that is there and can be written, else the first that can be made.
    private static string? CacheFolder(CondaConfiguration configuration)
    {
        foreach (var folder in configuration.PkgsDirs)
        {
            try
            {
                return Directory.CreateDirectory(Path.Join(folder, "cache")).FullName;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The next one may do.
            }
        }

        return null;
    }
}
