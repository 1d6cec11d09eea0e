using System.IO.Compression;
using System.Text;

namespace Tare.Testing.Servers;

/// <summary>How a <see cref="ChannelServer"/> guards and serves its folder.</summary>
public sealed record ChannelServerOptions
{
    /// <summary>Only paths that begin with <c>/t/TOKEN/</c> are served; others are 403.</summary>
    public string? Token { get; init; }

    /// <summary>Only requests with this <c>user:password</c> are served; others are 401 and ask for it.</summary>
    public string? UserInfo { get; init; }

    /// <summary>Only requests with this bearer token are served.</summary>
    public string? Bearer { get; init; }

    /// <summary>Answer byte ranges.</summary>
    public bool Ranges { get; init; } = true;

    /// <summary>Compress JSON with gzip for clients that accept it.</summary>
    public bool ContentEncoding { get; init; } = true;

    /// <summary>Make <c>X.zst</c> where only <c>X</c> is there.</summary>
    public bool Zst { get; init; } = true;

    /// <summary>Serve https with this certificate.</summary>
    public TestCertificate? Certificate { get; init; }
}

/// <summary>
/// A conda channel over real HTTP on a loopback port: a folder with validators, ranges, compressed index files, tokens and
/// passwords, and with whatever goes wrong on the way (<see cref="Faults"/>). Remembers what it was asked.
/// </summary>
public sealed class ChannelServer : IDisposable
{
    private readonly string _folder;
    private readonly ChannelServerOptions _options;
    private readonly HttpServer _server;
    private readonly Dictionary<Fault, int> _struck = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _gate = new();

    /// <summary>Serves a folder until disposed.</summary>
    public ChannelServer(string folder, ChannelServerOptions? options = null)
    {
        _folder = Path.GetFullPath(folder);
        _options = options ?? new ChannelServerOptions();
        _server = new HttpServer(Answer, _options.Certificate?.Server);
    }

    /// <summary>The channel's address without a slash at its end, with its token but without its password.</summary>
    public string Url => _server.Address.ToString().TrimEnd('/') + (_options.Token is { } token ? $"/t/{token}" : "");

    /// <summary>The channel's address with the password in it.</summary>
    public string UrlWithPassword => _options.UserInfo is { } user ? Url.Replace("://", $"://{user}@", StringComparison.Ordinal) : Url;

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<ServerRequest> Requests => _server.Requests;

    /// <summary>Connections accepted so far.</summary>
    public int Connections => _server.Connections;

    /// <summary>What goes wrong; the first that fits and is not used up strikes. May be changed while the server runs.</summary>
    public List<Fault> Faults { get; } = [];

    /// <summary>Forgets the requests seen.</summary>
    public void ClearRequests() => _server.ClearRequests();

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private ServerResponse Answer(ServerRequest request)
    {
        var response = Good(request);
        lock (_gate)
        {
            var fault = Faults.Find(f => request.Path.Contains(f.PathPart, StringComparison.Ordinal) && _struck.GetValueOrDefault(f) < f.Times);
            if (fault is null)
            {
                return response;
            }

            _struck[fault] = _struck.GetValueOrDefault(fault) + 1;
            return fault.Change(response);
        }
    }

    private ServerResponse Good(ServerRequest request)
    {
        if (request.Method is not ("GET" or "HEAD"))
        {
            return ServerResponse.Text(405, "only GET and HEAD");
        }

        var path = request.Path;
        if (_options.Token is { } token)
        {
            if (!path.StartsWith($"/t/{token}/", StringComparison.Ordinal))
            {
                return ServerResponse.Text(403, "wrong token");
            }

            path = path[$"/t/{token}".Length..];
        }

        return Refusal(request) ?? Serve(request, path);
    }

    private ServerResponse? Refusal(ServerRequest request)
    {
        var given = request.Header("Authorization");
        if (_options.UserInfo is { } user && given != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(user))}")
        {
            return ServerResponse.Text(401, "who are you?").With("WWW-Authenticate", "Basic realm=\"channel\"");
        }

        return _options.Bearer is { } bearer && given != $"Bearer {bearer}"
            ? ServerResponse.Text(401, "who are you?").With("WWW-Authenticate", "Bearer realm=\"channel\"")
            : null;
    }

    private ServerResponse Serve(ServerRequest request, string path)
    {
        var full = Path.GetFullPath(Path.Join(_folder, path));
        if (!full.StartsWith(_folder + "/", StringComparison.Ordinal) || (Open(full) ?? Compressed(full)) is not { } file)
        {
            return ServerResponse.Text(404, "not found");
        }

        if (!_options.ContentEncoding || file.Type != "application/json" || request.Header("Accept-Encoding")?.Contains("gzip", StringComparison.Ordinal) != true)
        {
            return file.Answer(request, _options.Ranges);
        }

        var answer = (file with { Content = Gzip(file.Content) }).Answer(request, ranges: false);
        return answer.Status == 200 ? answer.With("Content-Encoding", "gzip").With("Vary", "Accept-Encoding") : answer;
    }

    private static ServedFile? Open(string path) => File.Exists(path)
        ? new ServedFile(File.ReadAllBytes(path), new DateTimeOffset(File.GetLastWriteTimeUtc(path)), TypeOf(path))
        : null;

    private static string TypeOf(string path) =>
        path.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "application/octet-stream";

    private ServedFile? Compressed(string path)
    {
        if (!_options.Zst || !path.EndsWith(".json.zst", StringComparison.Ordinal) || Open(path[..^4]) is not { } plain)
        {
            return null;
        }

        using var compressor = new ZstdSharp.Compressor(3);
        return plain with { Content = compressor.Wrap(plain.Content).ToArray(), Type = "application/zstd" };
    }

    private static byte[] Gzip(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return buffer.ToArray();
    }
}
