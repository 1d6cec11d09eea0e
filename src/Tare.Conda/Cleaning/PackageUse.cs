namespace Tare.Conda.Cleaning;

/// <summary>An environment that needs an extracted package, as its links or its records tell.</summary>
/// <param name="Package">The package's path as <see cref="Caches.CachedItem.Path"/> has it, or a path below it.</param>
/// <param name="Prefix">The environment.</param>
/// <param name="Kind">How it is known.</param>
public sealed record PackageUse(string Package, string Prefix, PackageUseKind Kind);
