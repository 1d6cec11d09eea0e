using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tare.Http.Documents;
using Tare.Primitives.Files;
using Tare.Primitives.Json;

namespace Tare.Conda.Repodata.Caching;

/// <summary>What is known of a cached list: the file <c>&lt;hash&gt;.info.json</c>, which conda reads and writes too (conda/gateways/repodata).</summary>
internal sealed partial class CacheState
{
    private static readonly TimeSpan FormsChange = TimeSpan.FromDays(7);

    private readonly JsonObject _json;

    private CacheState(JsonObject json) => _json = json;

    /// <summary>The version that the server gave.</summary>
    public Validators Validators => new(Text("etag"), Text("mod"));

    /// <summary>
    /// The server has the list in another form (<c>zst</c>, <c>shards</c>): true, false, or null where nobody asked within the last
    /// seven days (CHECK_ALTERNATE_FORMAT_INTERVAL in conda/gateways/repodata).
    /// </summary>
    public bool? Has(string form, DateTimeOffset now) =>
        _json[$"has_{form}"] is JsonObject known && known["value"] is JsonValue value && value.TryGetValue(out bool has)
        && known["last_checked"] is JsonValue time && time.TryGetValue(out string? text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var asked) && now - asked < FormsChange ? has : null;

    /// <summary>The state of a cached list; an empty one where there is none, or where the list was changed by others since.</summary>
    public static CacheState Read(string path, string list)
    {
        var state = Read(path);
        var file = new FileInfo(list);
        return file.Exists && state.Number("size") == file.Length && state.Number("mtime_ns") is { } time && Math.Abs(time - ModifiedNanoseconds(file)) < 1000 ? state : Empty();
    }

    /// <summary>What is known without a list; nothing where the file is missing. What cannot be read is as good as missing.</summary>
    public static CacheState Read(string path)
    {
        try
        {
            return File.Exists(path) && JsonNode.Parse(File.ReadAllBytes(path)) is JsonObject json ? new CacheState(json) : Empty();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or ArgumentException)
        {
            return Empty();
        }
    }

    /// <summary>The state of nothing.</summary>
    public static CacheState Empty() => new([]);

    /// <summary>The list may still be used without asking.</summary>
    public bool IsFresh(DateTimeOffset now, long timeToLive)
    {
        var lifetime = timeToLive > 1 ? timeToLive : timeToLive <= 0 ? 0 : MaximumAge(Text("cache_control"));
        return Number("refresh_ns") is { } refreshed && (now - DateTimeOffset.UnixEpoch).TotalSeconds - (refreshed / 1e9) < lifetime;
    }

    /// <summary>Notes what the server said of a new list.</summary>
    public void Describe(string url, HttpDocument document)
    {
        _json["url"] = url;
        _json["etag"] = document.Validators.ETag ?? "";
        _json["mod"] = document.Validators.LastModified ?? "";
        _json["cache_control"] = document.CacheControl ?? "";
    }

    /// <summary>Notes whether the server has the list in another form.</summary>
    public void Describe(string form, bool has, DateTimeOffset now) => _json[$"has_{form}"] = new JsonObject
    {
        ["last_checked"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["value"] = has,
    };

    /// <summary>Writes the state of a list that was just found current.</summary>
    public void Write(string path, string list, DateTimeOffset now)
    {
        var file = new FileInfo(list);
        _json["size"] = file.Length;
        _json["mtime_ns"] = ModifiedNanoseconds(file);
        _json["refresh_ns"] = (now - DateTimeOffset.UnixEpoch).Ticks * 100;
        Write(path);
    }

    /// <summary>Writes what is known without a list.</summary>
    public void Write(string path) =>
        AtomicFile.Write(path, JsonWriting.Text(new JsonWriterOptions { Indented = true, IndentSize = 4, NewLine = "\n" }, writer => _json.WriteTo(writer)) + "\n");

    private static long ModifiedNanoseconds(FileInfo file) => (file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100;

    private static long MaximumAge(string? control) =>
        MaxAge().Match(control ?? "") is { Success: true } match && long.TryParse(match.Groups["seconds"].ValueSpan, out var seconds) ? seconds : 0;

    private string? Text(string key) => _json[key] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    private long? Number(string key) => _json[key] is JsonValue value && value.TryGetValue(out long number) ? number : null;

    [GeneratedRegex(@"max-age=(?<seconds>\d+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MaxAge();
}
