using Tare.Conda.Channels;

namespace Tare.Conda.Repodata;

/// <summary>Which list of packages: one subdir of one channel.</summary>
/// <param name="ChannelName">The channel's canonical name.</param>
/// <param name="ChannelUrl">The channel's URL, without subdir and credentials.</param>
/// <param name="Subdir">The subdir.</param>
public sealed record RepodataLocation(string ChannelName, string ChannelUrl, string Subdir)
{
    /// <summary>What the list is called where nobody says otherwise.</summary>
    public const string StandardFileName = "repodata.json";

    private readonly string? _requestUrl;
    private readonly IReadOnlyList<string>? _folderUrls;

    /// <summary>What the list is called; a subdir that has none of this name is asked for <see cref="StandardFileName"/>.</summary>
    public string FileName { get; init; } = StandardFileName;

    /// <summary>The list's URL, without credentials.</summary>
    public string Url => $"{ChannelUrl}/{Subdir}/{FileName}";

    /// <summary>The lists of channels, each with the subdirs given unless it names its own; every list once.</summary>
    public static IReadOnlyList<RepodataLocation> Of(IEnumerable<Channel> channels, IReadOnlyList<string> subdirs, ChannelResolver resolver) =>
    [
        .. channels.SelectMany(c => c.Expand())
            .SelectMany(c => (c.Subdir is null ? subdirs : c.Subdir == Subdirs.NoArch ? [c.Subdir] : [c.Subdir, Subdirs.NoArch]).Select(s => Of(c, s, resolver)))
            .DistinctBy(l => (l.ChannelName, l.FolderUrl)),
    ];

    /// <summary>The list of a channel's subdir.</summary>
    public static RepodataLocation Of(Channel channel, string subdir, ChannelResolver resolver) => new(channel.CanonicalName, channel.BaseUrl ?? channel.Name, subdir)
    {
        FolderUrl = channel.Url(subdir, withCredentials: true),
        FolderUrls = [.. resolver.Mirrors(channel).SelectMany(m => m.Expand()).Select(m => m.Url(subdir, withCredentials: true)).Distinct(StringComparer.Ordinal)],
    };

    /// <summary>The folder's URL with credentials, for requests only.</summary>
    internal string FolderUrl
    {
        get => _requestUrl ?? $"{ChannelUrl}/{Subdir}";
        init => _requestUrl = value;
    }

    /// <summary>The folder's URL at each mirror, best first, with credentials; its own where it has no mirrors.</summary>
    internal IReadOnlyList<string> FolderUrls
    {
        get => _folderUrls ?? [FolderUrl];
        init => _folderUrls = value;
    }

    /// <summary>The folder's URL for records and messages.</summary>
    internal string FolderWithoutCredentials => $"{ChannelUrl}/{Subdir}";

    /// <summary>The folder on this machine, or null where the channel is on a server.</summary>
    internal string? LocalFolder => FolderUrl.StartsWith("file://", StringComparison.Ordinal) ? new Uri(FolderUrl).LocalPath : null;

    /// <summary>Where a file of the folder is, best first.</summary>
    internal IReadOnlyList<Uri> Places(string file) => [.. FolderUrls.Select(f => new Uri($"{f}/{file}"))];

    /// <summary>The same list without the mirror that a file came from.</summary>
    internal RepodataLocation Without(Uri place) => this with { FolderUrls = [.. FolderUrls.Where(f => !place.AbsoluteUri.StartsWith(new Uri(f + "/").AbsoluteUri, StringComparison.Ordinal))] };
}
