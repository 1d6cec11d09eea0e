using System.Net;

namespace Tare.Http.Proxies;

/// <summary>
/// The list of NO_PROXY, separated by commas or spaces: <c>*</c>, hosts, which also stand for their subdomains, with or without a
/// leading dot or <c>*.</c>, an optional <c>:port</c>, addresses, and networks such as <c>10.0.0.0/8</c>.
/// </summary>
internal sealed class ProxyBypass(IReadOnlyList<string> entries)
{
    internal static ProxyBypass Parse(string? text) =>
        new((text ?? "").Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    internal bool Matches(Uri url) => entries.Any(entry => Matches(entry, url));

    private static bool Matches(string entry, Uri url)
    {
        if (entry == "*")
        {
            return true;
        }

        var host = url.DnsSafeHost;
        if (IPNetwork.TryParse(entry, out var network))
        {
            return IPAddress.TryParse(host, out var address) && address.AddressFamily == network.BaseAddress.AddressFamily && network.Contains(address);
        }

        if (IPAddress.TryParse(entry, out var one))
        {
            return IPAddress.TryParse(host, out var other) && one.Equals(other);
        }

        var name = entry;
        var colon = entry.LastIndexOf(':');
        if (colon > 0 && int.TryParse(entry.AsSpan(colon + 1), out var port))
        {
            if (port != url.Port)
            {
                return false;
            }

            name = entry[..colon];
        }

        name = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name.TrimStart('.');
        return name.Length > 0 && (host.Equals(name, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + name, StringComparison.OrdinalIgnoreCase));
    }
}
