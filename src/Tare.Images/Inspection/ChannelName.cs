namespace Tare.Images.Inspection;

/// <summary>The short name of a channel from what records hold: a URL with or without platform, token and mirror, or a name.</summary>
internal static class ChannelName
{
    private static readonly string[] Hosts = ["conda.anaconda.org/", "repo.anaconda.com/", "repo.continuum.io/", "conda-static.anaconda.org/"];

    internal static string From(string channel)
    {
        var at = channel.IndexOf("://", StringComparison.Ordinal);
        if (at < 0)
        {
            return channel;
        }

        var path = channel[(at + 3)..].TrimEnd('/');
        path = WithoutSecrets(path);
        var last = path[(path.LastIndexOf('/') + 1)..];
        if (last == "noarch" || last.StartsWith("linux-", StringComparison.Ordinal) || last.StartsWith("osx-", StringComparison.Ordinal) || last.StartsWith("win-", StringComparison.Ordinal))
        {
            path = path[..^(last.Length + 1)];
        }

        var host = Array.Find(Hosts, h => path.StartsWith(h, StringComparison.Ordinal));
        return host is null ? channel[..(at + 3)] + path : path[host.Length..];
    }

    private static string WithoutSecrets(string path)
    {
        var host = path.Split('/')[0];
        path = host.LastIndexOf('@') is var sign and >= 0 ? path[(sign + 1)..] : path;
        var parts = path.Split('/');
        return parts is [_, "t", _, ..] ? string.Join('/', parts.Take(1).Concat(parts.Skip(3))) : path;
    }
}
