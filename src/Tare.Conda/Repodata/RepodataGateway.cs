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
            if (Guard(location, () => ShardedChannel.Open(location, options, stop)) is not { } channel)
            {
                return Load(locations, stop);
            }

            channels.Add(channel);
        }

        return channels.Count == 0 ? [] : Guard(locations[0], () =>
        {
            ShardCrawler.Crawl(channels, names, stop);
            return (IReadOnlyList<ChannelRepodata>)[.. channels.Select(c => c.ToRepodata(options.TarBz2Only))];
        });
    }

    private static T Guard<T>(RepodataLocation location, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RepodataException(location.Url, $"cannot be read: {exception.Message}", inner: exception);
        }
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
        return Guard(location, () => location.LocalFolder is { } folder
            ? FindLocal(folder, files, location) is { } list ? Open(list, location, files) : null
            : LoadServed(location, files, stop));
    }

    // A mirror whose list cannot be read has had its say; so has a cached list that cannot be read any more.
    private ChannelRepodata? LoadServed(RepodataLocation location, CacheFiles? files, CancellationToken stop)
    {
        var fetcher = new RepodataFetcher(options);
        for (var left = location; ;)
        {
            var (isThere, place) = fetcher.Fetch(left, files, stop);
            if (!isThere)
            {
                return null;
            }

            try
            {
                return Open(files!.List, location, files);
            }
            catch (RepodataException exception) when (!options.Offline)
            {
                RepodataFetcher.Forget(files!);
                left = place is null ? left : left.Without(place);
                if (left.FolderUrls.Count == 0)
                {
                    throw;
                }

                if (place is not null)
                {
                    fetcher.Blame(place, exception);
                }
            }
        }
    }

    private ChannelRepodata Open(string list, RepodataLocation location, CacheFiles? files)
    {
        var text = RepodataText.OfFile(list);
        var index = IndexFile.Open(list, files?.Index, (location.Url, options.TarBz2Only), text);
        if (index.Info.Subdir is { Length: > 0 } subdir && subdir != location.Subdir)
        {
            index.Dispose();
            text.Dispose();
            throw new RepodataException(location.Url, $"is the list of {subdir}, not of {location.Subdir}", "the channel is put together wrongly: tell its owner");
        }

        return new ChannelRepodata(location, index, text);
    }

    private string? FindLocal(string folder, CacheFiles? files, RepodataLocation location)
    {
        var plain = Path.Join(folder, location.FileName);
        if (File.Exists(plain))
        {
            return plain;
        }

        foreach (var packed in new[] { plain + ".zst", plain + ".bz2" }.Where(File.Exists))
        {
            var target = files?.List ?? throw new RepodataException(location.Url, "is there only compressed, and there is no cache to unpack it into", "name a package cache that can be written");
            if (!File.Exists(target) || File.GetLastWriteTimeUtc(target) != File.GetLastWriteTimeUtc(packed))
            {
                using (var stream = File.OpenRead(packed))
                {
                    RepodataFetcher.Unpack(stream, target, location.Url, options.LargestList);
                }

                File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(packed));
            }

            return target;
        }

        return null;
    }
}
