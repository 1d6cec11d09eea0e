using Tare.Conda.Channels;
using Tare.Conda.Fetching;
using Tare.Conda.Records;

namespace Tare.Conda.Installing;

/// <summary>Says where packages can be had: at their channel and its mirrors, with the credentials of the channels in use.</summary>
public sealed class PackageLocator(ChannelResolver resolver, IReadOnlyList<Channel> channels)
{
    /// <summary>The places of a package, the preferred first; none for a record without a URL.</summary>
    public PackageToFetch Locate(RepoDataRecord record)
    {
        if (record.Url is null)
        {
            return new PackageToFetch(record, []);
        }

        var own = resolver.Resolve(record.Url);
        var channel = channels.SelectMany(c => c.Expand()).FirstOrDefault(c => c.BaseUrl == own.BaseUrl) ?? own;
        var subdir = own.Subdir ?? record.Subdir;
        if (subdir is null || channel.BaseUrl is null || own.File is null)
        {
            return new PackageToFetch(record, [new Uri(record.Url)]);
        }

        var urls = resolver.Mirrors(channel).SelectMany(m => m.Expand()).Select(m => $"{m.Url(subdir, withCredentials: true)}/{own.File}");
        return new PackageToFetch(record, [.. urls.Distinct(StringComparer.Ordinal).Select(u => new Uri(u))]);
    }
}
