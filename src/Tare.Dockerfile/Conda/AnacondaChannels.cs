namespace Tare.Dockerfile.Conda;

/// <summary>The channels for which Anaconda's terms of service hold.</summary>
internal static class AnacondaChannels
{
    private static readonly string[] Names = ["defaults", "main", "r", "anaconda", "pkgs/main", "pkgs/r"];

    /// <summary>A channel's name or URL is one of them; a platform behind it does not count.</summary>
    internal static bool Has(string channel)
    {
        var slash = channel.LastIndexOf('/');
        var isPlatform = channel[(slash + 1)..] is "noarch" || channel.AsSpan(slash + 1).Contains('-');
        return Names.Contains(channel) || (slash > 0 && isPlatform && Names.Contains(channel[..slash]))
            || channel.Contains("repo.anaconda.com", StringComparison.Ordinal);
    }
}
