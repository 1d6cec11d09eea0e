namespace Tare.Conda.Repodata.Shards;

/// <summary>Takes the shards of names and of all that those depend on, from all channels together: what one depends on, another may have.</summary>
internal static class ShardCrawler
{
    private const int SideBySide = 32;

    /// <summary>Adds to each channel what it has of the names and of what they need.</summary>
    /// <exception cref="RepodataException">A shard cannot be had or cannot be read.</exception>
    public static void Crawl(IReadOnlyList<ShardedChannel> channels, IEnumerable<string> names, CancellationToken stop)
    {
        var known = names.ToHashSet(StringComparer.Ordinal);
        var next = known.ToList();
        while (next.Count > 0)
        {
            var wanted = next.SelectMany(name => channels.Select(channel => (Name: name, Channel: channel))).ToArray();
            var shards = new byte[]?[wanted.Length];
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stop };
            Parallel.ForEachAsync(Enumerable.Range(0, wanted.Length), parallel, async (i, token) => shards[i] = await wanted[i].Channel.GetAsync(wanted[i].Name, token)).GetAwaiter().GetResult();
            next = [];
            for (var i = 0; i < wanted.Length; i++)
            {
                if (shards[i] is { } shard)
                {
                    next.AddRange(wanted[i].Channel.Add(wanted[i].Name, shard).Where(known.Add));
                }
            }
        }
    }
}
