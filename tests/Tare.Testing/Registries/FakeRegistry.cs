using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tare.Primitives;
using Tare.Testing.Servers;

namespace Tare.Testing.Registries;

/// <summary>
/// A registry by the distribution specification on a loopback port, in memory: pull, push in one piece and in chunks, mount, tags in
/// pages, referrers, deletion, Basic and bearer authentication; and whatever goes wrong on the way (<see cref="Faults"/>).
/// </summary>
public sealed partial class FakeRegistry : IDisposable
{
    private readonly FakeRegistryOptions _options;
    private readonly HttpServer _server;
    private readonly RegistryGate _gate;
    private readonly Dictionary<Fault, int> _struck = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _lock = new();

    /// <summary>Serves until disposed.</summary>
    public FakeRegistry(FakeRegistryOptions? options = null)
    {
        _options = options ?? new FakeRegistryOptions();
        _gate = new RegistryGate(_options, () => _server!.Address);
        _server = new HttpServer(Answer, _options.Certificate?.Server);
    }

    /// <summary>What is stored.</summary>
    public RegistryContent Content { get; } = new();

    /// <summary><c>127.0.0.1:PORT</c>.</summary>
    public string Host => _server.Address.Authority;

    /// <summary>Every request so far.</summary>
    public IReadOnlyList<ServerRequest> Requests => _server.Requests;

    /// <summary>What goes wrong; the first that fits and is not used up strikes.</summary>
    public List<Fault> Faults { get; } = [];

    /// <summary>Requests whose <c>METHOD path</c> contains a text fail with a status before they have any effect.</summary>
    public List<(string Part, int Status, int Times)> Refusals { get; } = [];

    /// <summary>Forgets the requests seen.</summary>
    public void ClearRequests() => _server.ClearRequests();

    /// <inheritdoc/>
    public void Dispose() => _server.Dispose();

    private ServerResponse Answer(ServerRequest request)
    {
        lock (_lock)
        {
            var refused = Refusals.FindIndex(r => r.Times > 0 && $"{request.Method} {request.Path}".Contains(r.Part, StringComparison.Ordinal));
            if (refused >= 0)
            {
                var (part, status, times) = Refusals[refused];
                Refusals[refused] = (part, status, times - 1);
                return RegistryGate.Errors(status, "UNKNOWN", "not now");
            }

            var response = Good(request);
            var fault = Faults.Find(f => $"{request.Method} {request.Path}".Contains(f.PathPart, StringComparison.Ordinal) && _struck.GetValueOrDefault(f) < f.Times);
            if (fault is null || response.Status == 401)
            {
                return response;
            }

            _struck[fault] = _struck.GetValueOrDefault(fault) + 1;
            return fault.Change(response);
        }
    }

    private ServerResponse Good(ServerRequest request)
    {
        if (request.Path == "/token")
        {
            return _gate.Token(request);
        }

        if (_gate.Refusal(request) is { } refusal)
        {
            return refusal;
        }

        if (request.Path == "/v2/")
        {
            return ServerResponse.Text(200, "{}", "application/json");
        }

        var match = ApiPath().Match(request.Path);
        var (name, rest) = (match.Groups["name"].Value, match.Groups["rest"].Value);
        return match.Groups["kind"].Value switch
        {
            "manifests" => Manifest(request, name, rest),
            "blobs/uploads" => Upload(request, name, rest),
            "blobs" => Blob(request, name, rest),
            "tags" => Tags(request, name),
            "referrers" when _options.ReferrersApi => Referrers(name, rest),
            _ => RegistryGate.Errors(404, "UNSUPPORTED", "page not found"),
        };
    }

    private ServerResponse Manifest(ServerRequest request, string name, string reference)
    {
        switch (request.Method)
        {
            case "PUT":
                var missing = References(request.Body).FirstOrDefault(d => !Content.Blobs.ContainsKey((name, d)) && !Content.Manifests.ContainsKey((name, d)));
                if (missing is not null)
                {
                    return RegistryGate.Errors(400, "MANIFEST_BLOB_UNKNOWN", $"blob {missing} unknown to registry");
                }

                var stored = Content.AddManifest(name, reference, request.Header("Content-Type") ?? "", request.Body);
                var created = new ServerResponse(201) { Headers = { ("Docker-Content-Digest", stored), ("Location", $"/v2/{name}/manifests/{stored}") } };
                return _options.ReferrersApi && Subject(request.Body) is { } subject ? created.With("OCI-Subject", subject) : created;
            case "DELETE":
                return Content.Manifests.TryRemove((name, reference), out _) ? new ServerResponse(202) : RegistryGate.Errors(404, "MANIFEST_UNKNOWN", "manifest unknown");
            default:
                // As docker-registry 2.8: what the Accept header does not list is not there.
                return Content.Manifests.TryGetValue((name, reference), out var manifest) && request.Header("Accept")?.Contains(manifest.MediaType, StringComparison.Ordinal) == true
                    ? new ServerResponse(200) { Body = manifest.Bytes, Headers = { ("Content-Type", manifest.MediaType), ("Docker-Content-Digest", Digest.Of(manifest.Bytes).ToString()) } }
                    : RegistryGate.Errors(404, "MANIFEST_UNKNOWN", "manifest unknown");
        }
    }

    private ServerResponse Blob(ServerRequest request, string name, string digest)
    {
        if (!Content.Blobs.TryGetValue((name, digest), out var content))
        {
            return RegistryGate.Errors(404, "BLOB_UNKNOWN", "blob unknown to registry");
        }

        if (request.Method == "GET" && _options.BlobRedirect is { } elsewhere)
        {
            return new ServerResponse(307) { Headers = { ("Location", $"{elsewhere}{digest}?X-Amz-Signature=secret") } };
        }

        var from = _options.Ranges && request.Header("Range") is { } range ? int.Parse(range["bytes=".Length..].Split('-')[0]) : 0;
        return from == 0 ? new ServerResponse(200) { Body = content, Headers = { ("Docker-Content-Digest", digest) } }
            : new ServerResponse(206) { Body = content.AsMemory(from), Headers = { ("Content-Range", $"bytes {from}-{content.Length - 1}/{content.Length}") } };
    }

    private ServerResponse Upload(ServerRequest request, string name, string session)
    {
        var query = request.Query.Split('&').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        if (request.Method == "POST")
        {
            if (_options.Mounts && query.TryGetValue("mount", out var mount) && Content.Blobs.TryGetValue((query.GetValueOrDefault("from", ""), mount), out var there))
            {
                Content.Blobs[(name, mount)] = there;
                return new ServerResponse(201) { Headers = { ("Location", $"/v2/{name}/blobs/{mount}") } };
            }

            var id = Guid.NewGuid().ToString("N");
            Content.Uploads[id] = new MemoryStream();
            return new ServerResponse(202) { Headers = { ("Location", $"/v2/{name}/blobs/uploads/{id}?_state=0"), ("Range", "0-0") } };
        }

        if (!Content.Uploads.TryGetValue(session, out var upload))
        {
            return RegistryGate.Errors(404, "BLOB_UPLOAD_UNKNOWN", "upload unknown");
        }

        var position = new ServerResponse(request.Method == "GET" ? 204 : 202)
        {
            Headers = { ("Location", $"/v2/{name}/blobs/uploads/{session}?_state={upload.Length + request.Body.Length}"), ("Range", $"0-{Math.Max(0, upload.Length + request.Body.Length - 1)}") },
        };
        switch (request.Method)
        {
            case "PATCH" when request.Header("Content-Range") is { } range && range.Split('-')[0] != $"{upload.Length}":
                return RegistryGate.Errors(416, "BLOB_UPLOAD_INVALID", "wrong range");
            case "PATCH":
                upload.Write(request.Body);
                return position;
            case "PUT":
                upload.Write(request.Body);
                return Close(name, session, upload.ToArray(), query.GetValueOrDefault("digest", ""));
            default:
                return position;
        }
    }

    private ServerResponse Close(string name, string session, byte[] content, string digest)
    {
        Content.Uploads.TryRemove(session, out _);
        if (Digest.Of(content).ToString() != digest)
        {
            return RegistryGate.Errors(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
        }

        Content.AddBlob(name, content);
        return new ServerResponse(201) { Headers = { ("Location", $"/v2/{name}/blobs/{digest}"), ("Docker-Content-Digest", digest) } };
    }

    private ServerResponse Tags(ServerRequest request, string name)
    {
        var last = request.Query.Split('&').FirstOrDefault(p => p.StartsWith("last=", StringComparison.Ordinal))?["last=".Length..] ?? "";
        var tags = Content.Manifests.Keys.Where(k => k.Repository == name && !k.Name.Contains(':', StringComparison.Ordinal)).Select(k => k.Name)
            .Order(StringComparer.Ordinal).Where(t => string.CompareOrdinal(t, last) > 0).ToArray();
        var page = tags.Take(_options.PageSize).ToArray();
        var answer = ServerResponse.Text(200, $$"""{"name":"{{name}}","tags":[{{string.Join(',', page.Select(t => $"\"{t}\""))}}]}""", "application/json");
        return page.Length == tags.Length ? answer : answer.With("Link", $"</v2/{name}/tags/list?last={page[^1]}&n=1000>; rel=\"next\"");
    }

    private ServerResponse Referrers(string name, string digest)
    {
        var entries = Content.Manifests.Where(m => m.Key.Repository == name && m.Key.Name.StartsWith("sha256:", StringComparison.Ordinal) && Subject(m.Value.Bytes) == digest)
            .Select(m => $$"""{"mediaType":"{{m.Value.MediaType}}","digest":"{{m.Key.Name}}","size":{{m.Value.Bytes.Length}}}""");
        return ServerResponse.Text(200, $$"""{"schemaVersion":2,"manifests":[{{string.Join(',', entries)}}]}""", "application/vnd.oci.image.index.v1+json");
    }

    private static IEnumerable<string> References(byte[] manifest)
    {
        using var document = JsonDocument.Parse(manifest);
        var root = document.RootElement;
        var lists = new[] { "layers", "manifests" }.Where(n => root.TryGetProperty(n, out _)).SelectMany(n => root.GetProperty(n).EnumerateArray());
        var all = root.TryGetProperty("config", out var config) ? lists.Prepend(config) : lists;
        return [.. all.Where(d => !d.TryGetProperty("urls", out _)).Select(d => d.GetProperty("digest").GetString()!)];
    }

    private static string? Subject(byte[] manifest)
    {
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(manifest));
        return document.RootElement.TryGetProperty("subject", out var subject) ? subject.GetProperty("digest").GetString() : null;
    }

    [GeneratedRegex("^/v2/(?<name>.+)/(?<kind>manifests|blobs/uploads|blobs|tags|referrers)/(?<rest>[^/]*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ApiPath();
}
