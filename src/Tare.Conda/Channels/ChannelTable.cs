namespace Tare.Conda.Channels;

/// <summary>The channels that the configuration names, ready to be looked up.</summary>
internal sealed class ChannelTable
{
    private readonly ChannelUrl _alias;
    private readonly List<ChannelUrl> _formerAliases;
    private readonly List<(string Name, ChannelUrl Url)> _formerCustom;
    private readonly Dictionary<string, Channel[]> _multi = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Channel> _custom = new(StringComparer.Ordinal);
    private readonly Channel[] _customLongestFirst;

    internal ChannelTable(ChannelSettings settings)
    {
        _alias = ChannelUrl.SplitCredentials(settings.Alias);
        _formerAliases = [.. settings.MigratedAliases.Select(ChannelUrl.SplitCredentials)];
        _formerCustom = [.. settings.MigratedCustomChannels.OrderByDescending(c => c.Key.Length).Select(c => (c.Key, ChannelUrl.SplitCredentials(c.Value)))];
        var lists = new Dictionary<string, IReadOnlyList<string>>(settings.CustomMultichannels);
        lists.TryAdd("defaults", settings.DefaultChannels);
        lists["local"] = [.. settings.LocalFolders.Select(ChannelUrl.OfPath)];
        foreach (var (name, urls) in lists)
        {
            _multi[name] = [.. urls.Select(u => Simple(u, null))];
        }

        foreach (var channel in _multi.Values.SelectMany(c => c).Concat(settings.CustomChannels.Select(c => Simple(c.Value, c.Key))))
        {
            _custom[channel.Name] = channel;
        }

        _customLongestFirst = [.. _custom.Values.OrderByDescending(c => c.Name.Length)];
        foreach (var channel in _multi.Values.SelectMany(c => c).Concat(_custom.Values))
        {
            channel.CanonicalName = Canonical(channel);
        }
    }

    /// <summary>A name such as <c>conda-forge</c> or <c>conda-forge/linux-64</c>.</summary>
    internal Channel FromName(string value)
    {
        var (name, subdir) = Subdirs.Split(value);
        if (_multi.TryGetValue(name, out var members))
        {
            return new Channel(name) { CanonicalName = name, IsMulti = true, Members = members, Subdir = subdir };
        }

        return Named(name, name, subdir);
    }

    /// <summary>A URL of a channel, of one of its subdirs, or of a package.</summary>
    internal Channel FromUrl(string value)
    {
        var url = ChannelUrl.Split(value);
        var found = Find(url);
        return Finish(new Channel(Decode(found.Name))
        {
            Scheme = string.IsNullOrEmpty(found.Scheme) ? "https" : found.Scheme,
            Auth = url.Auth ?? found.Auth,
            Location = found.Location,
            Token = url.Token ?? found.Token,
            Subdir = url.Subdir,
            File = url.File is null ? null : Decode(url.File),
        });
    }

    private Channel Named(string found, string name, string? subdir)
    {
        for (var test = found; ;)
        {
            if (_custom.TryGetValue(test, out var custom))
            {
                return Finish(new Channel(name) { Scheme = custom.Scheme, Auth = custom.Auth, Location = custom.Location, Token = custom.Token, Subdir = subdir });
            }

            var slash = test.LastIndexOf('/');
            if (slash < 0)
            {
                return Finish(new Channel(name) { Scheme = _alias.Scheme, Auth = _alias.Auth, Location = _alias.Location, Token = _alias.Token, Subdir = subdir });
            }

            test = test[..slash];
        }
    }

    // Where a URL belongs, in conda's order (_read_channel_configuration).
    private Channel Find(ChannelUrl url)
    {
        var path = url.Path.TrimEnd('/');
        if (path.Length == 0)
        {
            return new Channel("") { Location = url.Authority, Scheme = url.Scheme };
        }

        var place = url.Authority + path;
        foreach (var (name, former) in _formerCustom)
        {
            var start = ChannelUrl.Join(former.Location, name);
            if (StartsWith(place, start))
            {
                return Named(ChannelUrl.Join(name, Rest(place, start)), ChannelUrl.Join(name, Rest(place, start)), null);
            }
        }

        foreach (var former in _formerAliases.Where(f => place.StartsWith(f.Location, StringComparison.Ordinal)))
        {
            return new Channel(Rest(place, former.Location)) { Location = _alias.Location, Scheme = _alias.Scheme, Auth = _alias.Auth, Token = _alias.Token };
        }

        foreach (var custom in _customLongestFirst)
        {
            var start = ChannelUrl.Join(custom.Location, custom.Name);
            if (StartsWith(place, start))
            {
                return new Channel(ChannelUrl.Join(custom.Name, Rest(place, start))) { Location = custom.Location, Scheme = url.Scheme, Auth = custom.Auth, Token = custom.Token };
            }
        }

        if (_alias.Location.Length > 0 && StartsWith(place, _alias.Location))
        {
            return new Channel(Rest(place, _alias.Location)) { Location = _alias.Location, Scheme = url.Scheme, Auth = _alias.Auth, Token = _alias.Token };
        }

        return Elsewhere(url, path);
    }

    private static Channel Elsewhere(ChannelUrl url, string path)
    {
        if (url.Authority.Length == 0)
        {
            var slash = path.LastIndexOf('/');
            return new Channel(path[(slash + 1)..]) { Location = slash == 0 ? "/" : path[..slash], Scheme = "file" };
        }

        // Servers of Anaconda Enterprise keep their channels below /conda.
        var name = path.Trim('/');
        var isBelowConda = name == "conda" || name.StartsWith("conda/", StringComparison.Ordinal);
        return isBelowConda
            ? new Channel(name[5..].Trim('/')) { Location = url.Authority + "/conda", Scheme = url.Scheme }
            : new Channel(name) { Location = url.Authority, Scheme = url.Scheme };
    }

    // A channel as configuration files write it: a URL, or a name at the alias (make_simple_channel).
    private Channel Simple(string value, string? name)
    {
        var url = ChannelUrl.SplitCredentials(value);
        if (url.Scheme.Length == 0)
        {
            return new Channel((name ?? value).Trim('/')) { Scheme = _alias.Scheme, Auth = _alias.Auth, Location = _alias.Location, Token = _alias.Token };
        }

        var isAtAlias = _alias.Location.Length > 0 && url.Location.StartsWith(_alias.Location, StringComparison.Ordinal);
        var location = name is not null ? url.Location : isAtAlias ? _alias.Location : url.Authority;
        return new Channel((name ?? Rest(url.Location, location)).Trim('/')) { Scheme = url.Scheme, Auth = url.Auth, Location = location, Token = url.Token };
    }

    private Channel Finish(Channel channel)
    {
        var isAtAlias = channel.Location == _alias.Location || _formerAliases.Exists(f => f.Location == channel.Location);
        var finished = new Channel(channel.Name)
        {
            Scheme = channel.Scheme,
            Auth = channel.Auth,
            Location = channel.Location,
            Token = channel.Token,
            Subdir = channel.Subdir,
            File = channel.File,
            IsAtAlias = isAtAlias,
        };
        finished.CanonicalName = Canonical(finished);
        return finished;
    }

    private string Canonical(Channel channel)
    {
        foreach (var (name, members) in _multi)
        {
            if (Array.Exists(members, m => m.Name == channel.Name))
            {
                return name;
            }
        }

        if (channel.Name.Length > 0 && _custom.Keys.Any(c => SegmentsAgree(channel.Name, c)))
        {
            return channel.Name;
        }

        if (channel.Location == _alias.Location || _formerAliases.Exists(f => f.Location == channel.Location))
        {
            return channel.Name;
        }

        return channel.BaseUrl ?? channel.Name;
    }

    // conda compares segment by segment and stops with the shorter of the two.
    private static bool SegmentsAgree(string left, string right) =>
        left.Split('/').Zip(right.Split('/')).All(p => p.First == p.Second);

    private static bool StartsWith(string place, string start) =>
        place.StartsWith(start, StringComparison.Ordinal) && (place.Length == start.Length || place[start.Length] == '/' || start.EndsWith('/'));

    private static string Rest(string place, string start) => place[start.Length..].Trim('/');

    private static string Decode(string text) => text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;
}
