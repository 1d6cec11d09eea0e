namespace Tare.Conda.Repodata;

/// <summary>Which list of packages: one subdir of one channel.</summary>
/// <param name="ChannelName">The channel's canonical name.</param>
/// <param name="ChannelUrl">The channel's URL, without subdir and credentials.</param>
/// <param name="Subdir">The subdir.</param>
public sealed record RepodataLocation(string ChannelName, string ChannelUrl, string Subdir)
{
    private readonly string? _requestUrl;

    /// <summary>The list's URL, without credentials.</summary>
    public string Url => $"{ChannelUrl}/{Subdir}/repodata.json";

    /// <summary>The list of a channel's subdir.</summary>
    public static RepodataLocation Of(Channels.Channel channel, string subdir) =>
        new(channel.CanonicalName, channel.BaseUrl ?? channel.Name, subdir) { FolderUrl = channel.Url(subdir, withCredentials: true) };

    /// <summary>The folder's URL with credentials, for requests only.</summary>
    internal string FolderUrl
    {
        get => _requestUrl ?? $"{ChannelUrl}/{Subdir}";
        init => _requestUrl = value;
    }

    /// <summary>The folder's URL for records and messages.</summary>
    internal string FolderWithoutCredentials => $"{ChannelUrl}/{Subdir}";

    /// <summary>The folder on this machine, or null where the channel is on a server.</summary>
    internal string? LocalFolder => FolderUrl.StartsWith("file://", StringComparison.Ordinal) ? new Uri(FolderUrl).LocalPath : null;
}
