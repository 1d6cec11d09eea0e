using System.Net.Http.Headers;
using System.Text;

namespace Tare.Http.Credentials;

/// <summary>User and password inside a URL, and as the header that carries them (RFC 7617).</summary>
public static class UserInfo
{
    /// <summary>Reads <c>user:password@</c>, both percent-decoded.</summary>
    public static bool TryRead(Uri url, out string user, out string password)
    {
        var info = url.UserInfo;
        var colon = info.IndexOf(':', StringComparison.Ordinal);
        user = Uri.UnescapeDataString(colon < 0 ? info : info[..colon]);
        password = colon < 0 ? "" : Uri.UnescapeDataString(info[(colon + 1)..]);
        return info.Length > 0;
    }

    /// <summary>The URL without user and password.</summary>
    public static Uri Strip(Uri url) => url.UserInfo.Length == 0 ? url : new UriBuilder(url) { UserName = "", Password = "" }.Uri;

    /// <summary>The header of Basic authentication.</summary>
    public static AuthenticationHeaderValue Basic(string user, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
}
