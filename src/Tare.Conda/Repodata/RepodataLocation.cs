namespace Tare.Conda.Repodata;

/// <summary>Which list of packages: one subdir of one channel.</summary>
/// <param name="ChannelName">The channel's canonical name.</param>
/// <param name="ChannelUrl">The channel's URL, without subdir and credentials.</param>
/// <param name="Subdir">The subdir.</param>
public sealed record RepodataLocation(string ChannelName, string ChannelUrl, string Subdir)
{
    /// <summary>The list's URL, without credentials.</summary>
    public string Url => $"{ChannelUrl}/{Subdir}/repodata.json";
}
