using System.Collections.Concurrent;

namespace Tare.Conda.Channels;

/// <summary>Says what a channel's name, URL or path means under the configuration (Channel.from_value in conda/models/channel.py).</summary>
public sealed class ChannelResolver
{
    private readonly ConcurrentDictionary<string, Channel> _known = new(StringComparer.Ordinal);
    private readonly ChannelTable _table;
    private readonly Dictionary<string, string> _mirrored = new(StringComparer.Ordinal);

    /// <summary>A resolver for one configuration.</summary>
    public ChannelResolver(ChannelSettings settings)
    {
        Settings = settings;
        _table = new ChannelTable(settings);
        foreach (var (name, urls) in settings.MirroredChannels)
        {
            foreach (var mirror in urls.Select(Make))
            {
                _mirrored.TryAdd(mirror.BaseUrl ?? mirror.Name, name);
            }
        }
    }

    /// <summary>conda's built-in configuration: the alias anaconda.org, <c>defaults</c> as Anaconda means it.</summary>
    public static ChannelResolver Default { get; } = new(new ChannelSettings());

    /// <summary>The configuration.</summary>
    public ChannelSettings Settings { get; }

    /// <summary>
    /// The channel that a name, a URL, a path or a package's URL means. What is at a mirror belongs to the channel that is mirrored.
    /// </summary>
    public Channel Resolve(string? value) =>
        value is null or Channel.Unknown or "None" or "None:///<unknown>" or ""
            ? new Channel(Channel.Unknown) { CanonicalName = Channel.Unknown }
            : _known.GetOrAdd(value, v => OwnerOf(Make(v)));

    /// <summary>Checks channels against the lists of allowed and forbidden ones; <see cref="ChannelException"/> names the first that may not be used.</summary>
    public void Demand(IEnumerable<Channel> channels)
    {
        var allowed = BaseUrls(Settings.Allowlist);
        var denied = BaseUrls(Settings.Denylist);
        foreach (var channel in channels.SelectMany(c => c.Expand()))
        {
            if (channel.BaseUrl is { } url && (denied.Contains(url) || (allowed.Count > 0 && !allowed.Contains(url))))
            {
                var list = denied.Contains(url) ? "denylist_channels forbids" : "allowlist_channels does not have";
                throw new ChannelException($"channel {channel.CanonicalName} may not be used: {list} {url}", "use another channel, or ask whoever keeps the configuration");
            }
        }
    }

    /// <summary>Where a channel is asked for: its mirrors where the configuration names some, and then nowhere else; itself otherwise.</summary>
    public IReadOnlyList<Channel> Mirrors(Channel channel) =>
        Settings.MirroredChannels.TryGetValue(channel.CanonicalName, out var urls) && urls.Count > 0 ? [.. urls.Select(Make)] : [channel];

    private Channel OwnerOf(Channel channel) =>
        channel.BaseUrl is { } url && _mirrored.TryGetValue(url, out var name) && Make(name) is { IsMulti: false } owner ? owner.At(channel.Subdir, channel.File) : channel;

    private HashSet<string> BaseUrls(IEnumerable<string> names) =>
        [.. names.SelectMany(n => Resolve(n).Expand()).Select(c => c.BaseUrl).OfType<string>()];

    private Channel Make(string value)
    {
        if (ChannelUrl.HasScheme(value))
        {
            return _table.FromUrl(value);
        }

        if (IsPath(value))
        {
            return _table.FromUrl(ChannelUrl.OfPath(AbsolutePath(value)));
        }

        return PackageFileName.HasExtension(value) ? _table.FromUrl(value) : _table.FromName(value);
    }

    internal string AbsolutePath(string path)
    {
        var expanded = path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Settings.Home + path[1..] : path;
        return Path.GetFullPath(expanded.Replace('\0', '?'), Settings.WorkingDirectory);
    }

    // Windows' paths count everywhere, as in conda.
    private static bool IsPath(string value) =>
        value[0] is '/' or '~' || value == "." || value.StartsWith("./", StringComparison.Ordinal) || value.StartsWith("..", StringComparison.Ordinal)
        || value.StartsWith(@"\\", StringComparison.Ordinal) || (value is [_, ':', '/' or '\\', ..] && char.IsAsciiLetter(value[0]));
}
