using System.Net.Http.Headers;

namespace Tare.Http.Credentials;

/// <summary>The user's netrc: the file of NETRC, else <c>~/.netrc</c> or <c>~/_netrc</c>, read when first needed.</summary>
public sealed class NetrcCredentials(IReadOnlyDictionary<string, string> environment) : ICredentialSource
{
    private readonly Lazy<NetrcFile> _file = new(() => Read(environment));

    /// <inheritdoc/>
    public ValueTask<AuthenticationHeaderValue?> FindAsync(Uri url, CancellationToken stop) =>
        ValueTask.FromResult(_file.Value.Find(url.Host) is { } entry ? UserInfo.Basic(entry.Login, entry.Password) : null);

    private static NetrcFile Read(IReadOnlyDictionary<string, string> environment)
    {
        var home = environment.GetValueOrDefault("HOME");
        var paths = environment.GetValueOrDefault("NETRC") is { Length: > 0 } named ? [named]
            : home is { Length: > 0 } ? (string[])[Path.Combine(home, ".netrc"), Path.Combine(home, "_netrc")]
            : [];
        return Array.Find(paths, File.Exists) is { } path ? NetrcFile.Parse(Text(path)) : NetrcFile.Empty;
    }

    // A netrc that may not be read is no netrc, as with curl: the server's 401 will ask for credentials.
    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (UnauthorizedAccessException)
        {
            return "";
        }
    }
}
