namespace Tare.Conda.Caches;

/// <summary>A symbolic link of an environment that leads into a cache.</summary>
/// <param name="Prefix">The environment (or the folder searched) that holds the link.</param>
/// <param name="Target">A path in the cache at or below which the link points.</param>
public sealed record CacheReference(string Prefix, string Target);
