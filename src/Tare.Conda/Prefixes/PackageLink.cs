namespace Tare.Conda.Prefixes;

/// <summary>Where the files of an installed package come from.</summary>
/// <param name="Source">The extracted package in the cache.</param>
/// <param name="Type">How they were linked.</param>
public readonly record struct PackageLink(string Source, LinkType Type);
