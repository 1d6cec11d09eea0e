using Tare.Archives;
using Tare.Archives.Compression;
using Tare.Conda.Repodata.Mirrors;
using Tare.Http.Documents;
using Tare.Primitives;
using Tare.Primitives.Files;
using Tare.Primitives.Hashing;

namespace Tare.Conda.Repodata.Shards;

/// <summary>Shards on disk, each named after the SHA-256 of its bytes and verified whenever it is read, fetched where missing.</summary>
internal sealed class ShardStore(RepodataOptions options, string folder)
{
    private const long LargestShard = 64 << 20;
    private const long LargestUnpacked = 512 << 20;

    private readonly MirrorReader _mirrors = new(options);

    /// <summary>A shard, decompressed.</summary>
    /// <param name="folders">Where the channel's shards are, best first, with credentials; each ends in a slash.</param>
    /// <param name="hash">The SHA-256 of the compressed bytes.</param>
    /// <param name="location">The list, for messages.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<byte[]> GetAsync(IReadOnlyList<Uri> folders, Digest hash, RepodataLocation location, CancellationToken stop)
    {
        var name = $"{hash.Hex}.msgpack.zst";
        var path = Path.Join(folder, name);
        if (TryRead(path) is { } kept && Digest.Of(kept) == hash)
        {
            return Unpack(kept, location, name);
        }

        if (options.Offline)
        {
            throw new RepodataException(location.Url, $"needs shard {name}, which is not in the cache, and the network may not be used", "run once without --offline");
        }

        var bytes = await _mirrors.ReadAsync([.. folders.Select(f => new Uri(f, name))], null, (document, place) => Verified(document, hash, UrlSecrets.Hide(place)), stop)
            ?? throw new RepodataException(location.Url, $"names a shard {name} that is not there", "the channel is being changed; run the command again");
        AtomicFile.Write(path, bytes);
        return Unpack(bytes, location, name);
    }

    /// <summary>Decompresses an index or a shard.</summary>
    /// <exception cref="RepodataException">The bytes are no zstd, are cut short, or unpack to far too much.</exception>
    public static byte[] Unpack(byte[] packed, RepodataLocation location, string name)
    {
        try
        {
            using var limited = new LimitedStream(
                Decompression.Open(new MemoryStream(packed), location.Url), LargestUnpacked, () => new RepodataException(location.Url, $"has a {name} that unpacks to more than {LargestUnpacked} bytes"));
            using var buffer = new MemoryStream();
            limited.CopyTo(buffer);
            return buffer.ToArray();
        }
        catch (ArchiveException exception)
        {
            throw new RepodataException(location.Url, $"has a {name} that cannot be unpacked: {exception.Message}", "fetch it again; a proxy may have cut it short", exception);
        }
    }

    private static byte[] Verified(HttpDocument document, Digest hash, string origin)
    {
        using var limited = new LimitedStream(document.Content!, LargestShard, () => new RepodataException(origin, $"has more than {LargestShard} bytes"));
        using var buffer = new MemoryStream();
        limited.CopyTo(buffer);
        var bytes = buffer.ToArray();
        return Digest.Of(bytes) == hash ? bytes
            : throw new RepodataException(origin, $"has bytes with the hash {Digest.Of(bytes).Hex}", "fetch it again; a proxy or a mirror may have changed it");
    }

    private static byte[]? TryRead(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length <= LargestShard ? File.ReadAllBytes(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
