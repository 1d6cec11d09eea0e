using System.Collections.Concurrent;

namespace Tare.Http.Downloads;

/// <summary>Servers that sent wrong content. For the rest of the process they are asked last.</summary>
public sealed class MirrorQuarantine
{
    private readonly ConcurrentDictionary<string, string> _reasons = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The servers, with what they did.</summary>
    public IReadOnlyDictionary<string, string> Reasons => _reasons;

    /// <summary>Puts a server under quarantine.</summary>
    public void Add(Uri url, string reason) => _reasons.TryAdd(Key(url), reason);

    /// <summary>The same places, those under quarantine at the end.</summary>
    public IReadOnlyList<Uri> Order(IReadOnlyList<Uri> urls) => [.. urls.OrderBy(u => _reasons.ContainsKey(Key(u)))];

    private static string Key(Uri url) => url.IsFile ? url.AbsolutePath : url.Authority;
}
