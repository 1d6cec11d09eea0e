using Tare.Conda.Configuration;
using Tare.Http;

namespace Tare.Conda.Repodata;

/// <summary>The package lists of channels under a user's configuration.</summary>
public static class ConfiguredRepodata
{
    /// <summary>These lists. The caller disposes of them.</summary>
    /// <exception cref="RepodataException">A list cannot be had or cannot be read.</exception>
    public static IReadOnlyList<ChannelRepodata> Load(
        IReadOnlyList<RepodataLocation> locations, (CondaConfiguration Configuration, Func<HttpStack> Http, TimeProvider Clock) source, CancellationToken stop = default) =>
        new RepodataGateway(Options(source)).Load(locations, stop);

    /// <summary>How the configuration wants lists to be got and kept.</summary>
    public static RepodataOptions Options((CondaConfiguration Configuration, Func<HttpStack> Http, TimeProvider Clock) source) => new()
    {
        Http = source.Http,
        CacheFolder = CacheFolder(source.Configuration),
        Offline = source.Configuration.Offline,
        UseIndexCache = source.Configuration.Flag("use_index_cache"),
        TimeToLive = source.Configuration.Integer("local_repodata_ttl"),
        TarBz2Only = source.Configuration.Flag("use_only_tar_bz2"),
        Clock = source.Clock,
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
