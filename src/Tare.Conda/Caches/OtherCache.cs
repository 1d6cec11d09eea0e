namespace Tare.Conda.Caches;

/// <summary>The cache of a tool that is not conda.</summary>
/// <param name="Tool">Its name: <c>pip</c>.</param>
/// <param name="Path">The folder whose content is the cache.</param>
/// <param name="Stays">Names directly in it that are not cached data (locks, marks) or belong to somebody else.</param>
public sealed record OtherCache(string Tool, string Path, params string[] Stays);
