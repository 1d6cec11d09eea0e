using System.Net;
using Tare.Archives.Compression;
using Tare.Conda.Repodata.Caching;
using Tare.Conda.Repodata.Json;
using Tare.Conda.Repodata.Shards;
using Tare.Http;
using Tare.Http.Documents;

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
        var threads = locations.Select((location, i) => new Thread(() => errors[i] = Catch(() => loaded[i] = Load(location, stop))) { Name = location.Subdir }).ToArray();
        Array.ForEach(threads, t => t.Start());
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

    private ChannelRepodata? Load(RepodataLocation location, CancellationToken stop)
    {
        var files = options.CacheFolder is null ? null : CacheFiles.Of(options.CacheFolder, location.FolderUrl, options.TarBz2Only);
        return Guard(location, () =>
        {
            var list = location.LocalFolder is { } folder ? FindLocal(folder, files, location) : Fetch(location, files, stop);
            return list is null ? null : Open(list, location, files);
        });
    }

    private ChannelRepodata Open(string list, RepodataLocation location, CacheFiles? files)
    {
        var text = RepodataText.OfFile(list);
        var index = IndexFile.Open(list, files?.Index, (location.Url, options.TarBz2Only), text);
        return new ChannelRepodata(location, index, text);
    }

    private static string? FindLocal(string folder, CacheFiles? files, RepodataLocation location)
    {
        var plain = Path.Join(folder, "repodata.json");
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
                    Unpack(stream, target, location);
                }

                File.SetLastWriteTimeUtc(target, File.GetLastWriteTimeUtc(packed));
            }

            return target;
        }

        return null;
    }

    private string? Fetch(RepodataLocation location, CacheFiles? files, CancellationToken stop)
    {
        if (files is null)
        {
            throw new RepodataException(location.Url, "cannot be kept: there is no package cache that can be written", "set pkgs_dirs to a folder of yours");
        }

        var now = options.Clock.GetUtcNow();
        var isThere = File.Exists(files.List);
        var state = isThere ? CacheState.Read(files.State, files.List) : CacheState.Empty();
        if (isThere && (options.Offline || options.UseIndexCache || state.IsFresh(now, options.TimeToLive)))
        {
            return files.List;
        }

        if (options.Offline)
        {
            throw new RepodataException(location.Url, "is not in the cache, and the network may not be used", "run once without --offline");
        }

        Directory.CreateDirectory(files.Folder);
        return FetchInto(location, files, state, stop) ? files.List : null;
    }

    private bool FetchInto(RepodataLocation location, CacheFiles files, CacheState state, CancellationToken stop)
    {
        var now = options.Clock.GetUtcNow();
        foreach (var packed in state.HasZst == false ? [false] : new[] { true, false })
        {
            try
            {
                var url = new Uri($"{location.FolderUrl}/repodata.json{(packed ? ".zst" : "")}");
                using var document = options.Http().GetDocumentAsync(url, state.Validators, stop).GetAwaiter().GetResult();
                if (document.Content is { } content)
                {
                    Unpack(content, files.List, location);
                    state.Describe($"{location.ChannelUrl}/{location.Subdir}", document);
                }

                state.DescribeZst(packed, now);
                state.Write(files.State, files.List, now);
                return true;
            }
            catch (HttpException exception) when (exception.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone || (packed && exception.Status is HttpStatusCode.Forbidden))
            {
                // The next form of the list, or none.
            }
        }

        return false;
    }

    private static void Unpack(Stream source, string target, RepodataLocation location)
    {
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var unpacked = Decompression.Open(source, location.Url))
            using (var file = File.Create(temporary, 1 << 16))
            {
                unpacked.CopyTo(file, 1 << 18);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (exception is Archives.ArchiveException)
        {
            throw new RepodataException(location.Url, $"cannot be unpacked: {exception.Message}", "fetch it again; a proxy may have cut it short", exception);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
