using Tare.Archives.Compression;
using Tare.Conda.Repodata.Caching;
using Tare.Conda.Repodata.Json;
using Tare.Conda.Repodata.MessagePack;
using Tare.Conda.Repodata.Mirrors;
using Tare.Http;
using Tare.Http.Documents;
using Tare.Primitives;
using Tare.Primitives.Files;
using Tare.Primitives.Hashing;

namespace Tare.Conda.Repodata.Shards;

/// <summary>A subdir of a channel whose package list is there in shards, and the shards taken so far.</summary>
internal sealed class ShardedChannel
{
    private const string IndexName = "repodata_shards.msgpack.zst";
    private const int LargestIndex = 256 << 20;

    private readonly RepodataLocation _location;
    private readonly ShardStore _store;
    private readonly ShardIndex _index;
    private readonly ShardList _list = new();

    private ShardedChannel(RepodataLocation location, ShardStore store, ShardIndex index) => (_location, _store, _index) = (location, store, index);

    /// <summary>The subdir's index of shards from the cache or the server, or null where there is none.</summary>
    /// <exception cref="RepodataException">The index is damaged.</exception>
    public static ShardedChannel? Open(RepodataLocation location, RepodataOptions options, CancellationToken stop)
    {
        if (options.CacheFolder is null || location.LocalFolder is not null)
        {
            return null;
        }

        var files = CacheFiles.Of(options.CacheFolder, $"{location.FolderUrl}/{IndexName}/", tarBz2Only: false);
        var path = Path.Join(files.Folder, $"{files.Hash}.{IndexName}");
        if (!TryRefresh(location, options, (path, files.State), stop))
        {
            return null;
        }

        try
        {
            var index = ShardIndex.Read(ShardStore.Unpack(File.ReadAllBytes(path), location, IndexName));
            return new ShardedChannel(location, new ShardStore(options, Directory.CreateDirectory(Path.Join(files.Folder, "shards")).FullName), index);
        }
        catch (Exception exception) when (exception is MessagePackException or RepodataException)
        {
            File.Delete(path);
            throw exception is RepodataException ? exception : Damaged(location, IndexName, exception);
        }
    }

    /// <summary>The shard of a name, or null where the channel has no such package.</summary>
    public async Task<byte[]?> GetAsync(string name, CancellationToken stop) =>
        _index.Shards.TryGetValue(name, out var hash)
            ? await _store.GetAsync([.. _location.FolderUrls.Select(f => Resolve(f, _index.ShardsBaseUrl)).Distinct()], hash, _location, stop)
            : null;

    /// <summary>Adds a shard and gives the names that its packages depend on.</summary>
    public IReadOnlySet<string> Add(string name, byte[] shard)
    {
        try
        {
            return _list.Add(shard);
        }
        catch (MessagePackException exception)
        {
            throw Damaged(_location, $"shard of {name}", exception);
        }
    }

    /// <summary>The shards added as a package list.</summary>
    public ChannelRepodata ToRepodata(bool tarBz2Only)
    {
        var baseUrl = _index.BaseUrl.Length == 0 ? "" : Resolve(_location.FolderWithoutCredentials, _index.BaseUrl).AbsoluteUri;
        var text = RepodataText.Of(_list.ToJson(_location.Subdir, baseUrl));
        return new ChannelRepodata(_location, RepodataReader.Read(text, _location.Url, new RepodataReadOptions(tarBz2Only)), text);
    }

    // That there are no shards is remembered, as conda remembers it, so that the next start need not ask.
    private static bool TryRefresh(RepodataLocation location, RepodataOptions options, (string Index, string State) files, CancellationToken stop)
    {
        var now = options.Clock.GetUtcNow();
        var isThere = File.Exists(files.Index);
        var state = isThere ? CacheState.Read(files.State, files.Index) : CacheState.Read(files.State);
        if (options.Offline || (isThere && (options.UseIndexCache || state.IsFresh(now, options.TimeToLive))) || state.Has("shards", now) == false)
        {
            return isThere;
        }

        Directory.CreateDirectory(options.CacheFolder!);
        try
        {
            var has = TryFetch(location, options, (files.Index, isThere), state, stop);
            state.Describe("shards", has, now);
            if (has)
            {
                state.Write(files.State, files.Index, now);
            }
            else
            {
                state.Write(files.State);
            }

            return has;
        }
        catch (HttpException exception)
        {
            // Nobody needs shards: what keeps them from coming keeps the whole list too, and is told then.
            options.Http().Options.Retrying?.Invoke(exception.Message);
            return false;
        }
    }

    // An answer that is no zstd (a page that a server gives for whatever it does not have) counts as none.
    private static bool TryFetch(RepodataLocation location, RepodataOptions options, (string Path, bool IsThere) index, CacheState state, CancellationToken stop)
    {
        var known = index.IsThere ? state.Validators : null;
        var answer = new MirrorReader(options).ReadAsync(location.Places(IndexName), known, (document, place) => Take(document, UrlSecrets.Hide(place)), stop).GetAwaiter().GetResult();
        if (answer?.Content is not { } content)
        {
            return answer is not null;
        }

        if (Decompression.Sniff(content.AsSpan(0, Math.Min(content.Length, Decompression.SniffLength))) != CompressionFormat.Zstandard)
        {
            return false;
        }

        AtomicFile.Write(index.Path, content);
        state.Describe($"{location.ChannelUrl}/{location.Subdir}", answer.Document);
        return true;
    }

    private static Answer Take(HttpDocument document, string origin)
    {
        if (document.Content is not { } content)
        {
            return new Answer(document, null);
        }

        using var limited = new LimitedStream(content, LargestIndex, () => new RepodataException(origin, $"has more than {LargestIndex} bytes"));
        using var buffer = new MemoryStream();
        limited.CopyTo(buffer);
        return new Answer(document, buffer.ToArray());
    }

    private Uri Resolve(string folder, string relative)
    {
        var url = Uri.TryCreate(new Uri(folder + "/"), relative.Length == 0 || relative.EndsWith('/') ? relative : relative + "/", out var resolved) ? resolved : null;
        return url is { Scheme: "http" or "https" } ? url : throw new RepodataException(_location.Url, "names a place of its shards or packages that is no web address");
    }

    private static RepodataException Damaged(RepodataLocation location, string part, Exception exception) =>
        new(location.Url, $"has a damaged {part}: {exception.Message}", "fetch it again, or name another mirror", exception);

    // Content is null where the index in the cache is current.
    private sealed record Answer(HttpDocument Document, byte[]? Content);
}
