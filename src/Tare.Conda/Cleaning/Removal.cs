using Tare.Conda.Caches;

namespace Tare.Conda.Cleaning;

/// <summary>A thing that goes.</summary>
/// <param name="Target">On whose account.</param>
/// <param name="Item">The thing.</param>
public sealed record Removal(CleaningTargets Target, CachedItem Item);
