using Tare.Conda.Channels;

namespace Tare.Conda.Prefixes;

/// <summary>A package in a history: <c>CHANNEL::NAME-VERSION-BUILD</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Build">Its build.</param>
/// <param name="Channel">Channel and platform, <c>defaults</c> where none is written.</param>
public readonly record struct HistoryPackage(string Name, string Version, string Build, string Channel)
{
    /// <summary>Reads a line without its sign; whatever is missing is empty.</summary>
    public static HistoryPackage Parse(string text)
    {
        var channel = "defaults";
        var separator = text.LastIndexOf("::", StringComparison.Ordinal);
        if (separator >= 0)
        {
            (channel, text) = (text[..separator], text[(separator + 2)..]);
        }

        var parts = PackageFileName.StemOf(text).Split('-');
        return parts.Length < 3
            ? new HistoryPackage(parts[0], parts.Length > 1 ? parts[1] : "", "", channel)
            : new HistoryPackage(string.Join('-', parts[..^2]), parts[^2], parts[^1], channel);
    }

    /// <summary><c>NAME-VERSION-BUILD</c>, the stem of its record and of its folder in a cache.</summary>
    public string DistName => $"{Name}-{Version}-{Build}";

    /// <summary><c>NAME-VERSION-BUILD-CHANNEL</c>, as conda's JSON of revisions has it.</summary>
    public override string ToString() => $"{DistName}-{Channel}";
}
