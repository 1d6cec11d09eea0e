using Tare.Conda.Repodata.Caching;
using Tare.Conda.Repodata.Json;
using Tare.Conda.Repodata.Shards;

namespace Tare.Conda.Repodata;

/// <summary>Gets the package lists of channels, from folders, from servers and from the cache that conda shares.</summary>
public sealed class RepodataGateway(RepodataOptions options)
{
    /// <summary>
    /// The lists of all these subdirs of channels, in this order, loaded side by side. A subdir that a channel does not have is left
    /// out, a channel that has none of those asked for is an error.
    /// </summary>
    /// <exception cref="RepodataException">A list cannot be had or cannot be read; the message names it.</exception>
    public IReadOnlyList<ChannelRepodata> Load(IReadOnlyList<RepodataLocation> locations, CancellationToken stop = default)
    {
        var loaded = new ChannelRepodata?[locations.Count];
        var errors = new Exception?[locations.Count];
        void LoadAt(int i) => errors[i] = Catch(() => loaded[i] = Load(locations[i], stop));

        // Starting a thread takes as long as opening an index; the first list, commonly the largest, needs none.
        var threads = locations.Skip(1).Select((location, i) => new Thread(() => LoadAt(i + 1)) { Name = location.Subdir }).ToArray();
        Array.ForEach(threads, t => t.Start());
        if (locations.Count > 0)
        {
            LoadAt(0);
        }

        Array.ForEach(threads, t => t.Join());
        if (errors.FirstOrDefault(e => e is not null) is { } error)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
        }

        foreach (var channel in locations.Select((l, i) => (Location: l, IsThere: loaded[i] is not null)).GroupBy(l => l.Location.ChannelUrl).Where(g => !g.Any(l => l.IsThere)))
        {
            throw new RepodataException(
                channel.First().Location.Url, $"is not there, and channel {channel.First().Location.ChannelName} has no other of the subdirs asked for", "check the channel's name, or run `conda index` on a folder of packages");
        }

        return [.. loaded.OfType<ChannelRepodata>()];
    }

    /// <summary>
    /// The packages of these names and of all that those depend on. Where every list is there in shards (CEP 16) only the shards
    /// needed are fetched; otherwise, as a dependency may lead from any channel into any other, the whole lists are loaded.
    /// </summary>
    /// <exception cref="RepodataException">A list cannot be had or cannot be read; the message names it.</exception>
    public IReadOnlyList<ChannelRepodata> Load(IReadOnlyList<RepodataLocation> locations, IReadOnlyCollection<string> names, CancellationToken stop = default)
    {
        if (locations.Any(l => l.FileName != RepodataLocation.StandardFileName))
        {
            return Load(locations, stop);
        }

        var channels = new List<ShardedChannel>();
        foreach (var location in locations)
        {
            if (ListSource.Guard(location, () => ShardedChannel.Open(location, options, stop)) is not { } channel)
            {
                return Load(locations, stop);
            }

            channels.Add(channel);
        }

        return channels.Count == 0 ? [] : ListSource.Guard(locations[0], () =>
        {
            ShardCrawler.Crawl(channels, names, stop);
            return (IReadOnlyList<ChannelRepodata>)[.. channels.Select(c => c.ToRepodata(options.TarBz2Only))];
        });
    }

    // Whatever a thread meets is raised again on the thread that waits for it.
    private static Exception? Catch(Action action)
    {
        try
        {
            action();
            return null;
        }
#pragma warning disable CA1031 // The exception is not swallowed: the caller throws it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    // A subdir without a list of this name is asked for the one that every channel has (SubdirData._load in conda/core/subdir_data.py).
    private ChannelRepodata? Load(RepodataLocation location, CancellationToken stop) =>
        LoadNamed(location, stop) ?? (location.FileName == RepodataLocation.StandardFileName ? null : LoadNamed(location with { FileName = RepodataLocation.StandardFileName }, stop));

    private ChannelRepodata? LoadNamed(RepodataLocation location, CancellationToken stop)
    {
        var files = options.CacheFolder is null ? null : CacheFiles.Of(options.CacheFolder, location, options.TarBz2Only);
        return new ListSource(options).Read((location, files), list => Open(list, location, files), stop);
    }

    private ChannelRepodata Open(string list, RepodataLocation location, CacheFiles? files)
    {
        var text = RepodataText.OfFile(list);
        var index = IndexFile.Open(list, files?.Index, (location.Url, options.TarBz2Only), text);
        if (index.Info.Subdir is { Length: > 0 } subdir && subdir != location.Subdir)
        {
            index.Dispose();
            text.Dispose();
            throw RepodataException.OfOtherSubdir(location, subdir);
        }

        return new ChannelRepodata(location, index, text);
    }
}
