using Tare.Conda;
using Tare.Conda.Repodata;

namespace Tare.Cli.Commands.Search;

/// <summary>Nothing was found.</summary>
internal sealed class PackagesNotFoundException(string spec, string places, IReadOnlyList<RepodataLocation> lists)
    : CondaException($"no package matches {spec} in {places}", "check the spelling, look on another platform with --platform all, or name a channel with -c")
{
    /// <inheritdoc/>
    public override string? CondaName => "PackagesNotFoundInChannelsError";

    /// <inheritdoc/>
    public override IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> CondaLists =>
        [new("channel_urls", [.. lists.Select(l => $"{l.ChannelUrl}/{l.Subdir}")]), new("packages", [spec])];
}
