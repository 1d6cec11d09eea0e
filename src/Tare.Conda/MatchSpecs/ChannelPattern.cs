using Tare.Conda.Channels;
using Tare.Conda.Versions;

namespace Tare.Conda.MatchSpecs;

/// <summary>The channel of a match spec: a channel, or a pattern of canonical names.</summary>
internal sealed class ChannelPattern
{
    private readonly TextPattern? _pattern;
    private readonly ChannelResolver _resolver;

    private ChannelPattern(Channel? channel, TextPattern? pattern, ChannelResolver resolver)
    {
        Channel = channel;
        _pattern = pattern;
        _resolver = resolver;
        Text = channel is null ? pattern!.Text : IsByUrl(channel) ? channel.BaseUrl! : channel.CanonicalName;
    }

    internal Channel? Channel { get; }

    internal string Text { get; }

    internal bool TakesAll => _pattern is { TakesAll: true };

    internal static bool TryParse(string text, ChannelResolver resolver, out ChannelPattern? pattern, out SyntaxFault fault)
    {
        pattern = null;
        if (!TextPattern.TryParse(text, out var parsed, out fault))
        {
            return false;
        }

        pattern = parsed.IsExact ? new ChannelPattern(resolver.Resolve(text), null, resolver) : new ChannelPattern(null, parsed, resolver);
        return true;
    }

    internal bool Matches(string? channel)
    {
        var other = _resolver.Resolve(channel);
        if (Channel is null)
        {
            return _pattern!.Matches(other.CanonicalName);
        }

        return IsByUrl(Channel) ? Channel.BaseUrl == other.BaseUrl : Channel.Name == other.Name || Channel.Name == other.CanonicalName;
    }

    // A channel that does not live at the alias is known by its URL: two servers may both have a `main`.
    private static bool IsByUrl(Channel channel) => channel.Location is not null && !channel.IsAtAlias;
}
