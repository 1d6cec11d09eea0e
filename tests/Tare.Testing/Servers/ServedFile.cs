using System.Globalization;
using System.Text.RegularExpressions;
using Tare.Primitives;

namespace Tare.Testing.Servers;

/// <summary>
/// A file's answer to a request: validators (ETag, Last-Modified), conditions (If-None-Match, If-Modified-Since), one byte range
/// and If-Range, as RFC 9110 sections 13 and 14 have them.
/// </summary>
internal sealed partial record ServedFile(byte[] Content, DateTimeOffset Modified, string Type)
{
    internal string ETag => $"\"{Digest.Of(Content).Hex[..32]}\"";

    internal string LastModified => Modified.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    internal ServerResponse Answer(ServerRequest request, bool ranges)
    {
        if (IsUnchanged(request))
        {
            return new ServerResponse(304) { Headers = { ("ETag", ETag), ("Last-Modified", LastModified) } };
        }

        var whole = new ServerResponse(200)
        {
            Body = Content,
            Headers = { ("Content-Type", Type), ("ETag", ETag), ("Last-Modified", LastModified), ("Accept-Ranges", ranges ? "bytes" : "none") },
        };
        return ranges && request.Header("Range") is { } range && IsSameFile(request.Header("If-Range")) ? Part(whole, range) : whole;
    }

    private bool IsUnchanged(ServerRequest request)
    {
        if (request.Header("If-None-Match") is { } tags)
        {
            return tags == "*" || tags.Split(',').Any(t => t.Trim().Replace("W/", "", StringComparison.Ordinal) == ETag);
        }

        return DateTimeOffset.TryParse(request.Header("If-Modified-Since"), CultureInfo.InvariantCulture, out var since)
            && Modified.ToUnixTimeSeconds() <= since.ToUnixTimeSeconds();
    }

    private bool IsSameFile(string? validator) => validator is null || validator == ETag || validator == LastModified;

    private ServerResponse Part(ServerResponse whole, string range)
    {
        var match = SingleRange().Match(range);
        if (!match.Success || (match.Groups["first"].Length == 0 && match.Groups["last"].Length == 0))
        {
            return whole;
        }

        var suffix = match.Groups["first"].Length == 0;
        var first = suffix ? Math.Max(0, Content.Length - Number(match.Groups["last"])) : Number(match.Groups["first"]);
        var last = suffix || match.Groups["last"].Length == 0 ? Content.Length - 1 : Math.Min(Number(match.Groups["last"]), Content.Length - 1);
        if (first > last)
        {
            return ServerResponse.Text(416, "no such bytes").With("Content-Range", $"bytes */{Content.Length}");
        }

        return (whole with { Status = 206, Body = Content.AsMemory((int)first, (int)(last - first + 1)) })
            .With("Content-Range", $"bytes {first}-{last}/{Content.Length}");
    }

    private static long Number(Group group) => long.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^bytes=(?<first>\d{0,18})-(?<last>\d{0,18})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SingleRange();
}
