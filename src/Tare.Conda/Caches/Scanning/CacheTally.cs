namespace Tare.Conda.Caches.Scanning;

/// <summary>What has been found of one cache so far.</summary>
internal sealed class CacheTally(string path, ScanRequest request)
{
    private readonly Lock _lock = new();
    private readonly List<CachedItem> _items = [];

    internal string Path => path;

    internal UnreadablePath? Problem { get; set; }

    /// <summary>The things found, ordered by name.</summary>
    internal IReadOnlyList<CachedItem> Items => [.. _items.OrderBy(i => i.Name, StringComparer.Ordinal)];

    internal void Add(CachedItem item)
    {
        lock (_lock)
        {
            _items.Add(item);
        }
    }

    /// <summary>A part that could not be read: it shows up as a thing that is kept, with the reason.</summary>
    internal void Unreadable(CachedItem item) => Add(item);

    /// <summary>Begins a thing that is a folder; it is added when the walk has been through it.</summary>
    internal ItemTally Tally(CachedItem item) => new(item, Add, request);
}
