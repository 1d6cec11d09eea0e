using Tare.Primitives;

namespace Tare.Cli.Commands.Search;

/// <summary>Nothing was found.</summary>
internal sealed class PackagesNotFoundException(string spec, string places)
    : TareException($"no package matches {spec} in {places}", "check the spelling, look on another platform with --platform all, or name a channel with -c");
