using Tare.Conda.Prefixes;

namespace Tare.Conda.Linking;

/// <summary>The files of a package as they came into an environment.</summary>
/// <param name="Paths">One for each, in the order of the package's plan.</param>
/// <param name="Link">How most of them came.</param>
public sealed record LinkedPackage(IReadOnlyList<PrefixPath> Paths, LinkType Link);
