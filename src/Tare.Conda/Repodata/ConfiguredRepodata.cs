using Tare.Conda.Channels;
using Tare.Conda.Configuration;
using Tare.Http;

namespace Tare.Conda.Repodata;

/// <summary>The package lists of channels under a user's configuration.</summary>
public static class ConfiguredRepodata
{
    /// <summary>The lists of these channels, each with the subdirs given unless it names its own. The caller disposes of them.</summary>
    /// <exception cref="RepodataException">A list cannot be had or cannot be read.</exception>
    public static IReadOnlyList<ChannelRepodata> Load(
        IEnumerable<Channel> channels, IReadOnlyList<string> subdirs, (CondaConfiguration Configuration, Func<HttpStack> Http, TimeProvider Clock) source, CancellationToken stop = default)
    {
        var locations = channels.SelectMany(c => c.Expand())
            .SelectMany(c => (c.Subdir is null ? subdirs : [c.Subdir]).Select(s => RepodataLocation.Of(c, s)))
            .Distinct()
            .ToList();
        return new RepodataGateway(Options(source)).Load(locations, stop);
    }

    private static RepodataOptions Options((CondaConfiguration Configuration, Func<HttpStack> Http, TimeProvider Clock) source) => new()
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
