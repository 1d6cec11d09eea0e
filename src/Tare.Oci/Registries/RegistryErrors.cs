using System.Net;
using System.Text.Json;
using Tare.Primitives;

namespace Tare.Oci.Registries;

/// <summary>From a registry's answer to an error with the registry's own words (distribution specification, "Error Codes").</summary>
internal static class RegistryErrors
{
    private const int LongestBody = 64 << 10;
    private static readonly TimeSpan WordsPatience = TimeSpan.FromSeconds(5);

    internal static async Task<OciException> FromAsync(HttpResponseMessage response, string attempt, string host, CancellationToken stop)
    {
        var (code, words) = await ReadAsync(response, stop);
        var status = response.StatusCode;
        var said = words is null ? $"{(int)status}" : $"{words} ({(int)status})";
        return new RegistryException($"cannot {attempt}: {UrlSecrets.Hide(said)}", status, HintFor(status, host)) { Code = code };
    }

    private static async Task<(string? Code, string? Words)> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        // The status is known already; a registry that does not come out with its words is not waited for.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(WordsPatience);
        try
        {
            await using var content = await response.Content.ReadAsStreamAsync(patience.Token);
            var body = await BoundedReading.ReadAsync(content, LongestBody, "", patience.Token);
            using var document = JsonDocument.Parse(body);
            var first = document.RootElement.GetProperty("errors")[0];
            var code = first.TryGetProperty("code", out var c) && c.ValueKind == JsonValueKind.String ? c.GetString() : null;
            var message = first.TryGetProperty("message", out var m) && m.ValueKind == JsonValueKind.String ? m.GetString() : null;
            return (code, string.IsNullOrEmpty(message) ? code : message.ReplaceLineEndings(" "));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException
            or OciException or IOException or HttpRequestException)
        {
            // A body that is not the specification's JSON, such as a proxy's page, says nothing to a person.
            return (null, null);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, null);
        }
    }

    internal static string? HintFor(HttpStatusCode status, string host) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"run `docker login {host}` as somebody who may do this",
        HttpStatusCode.NotFound => "check the repository, the tag and the platform; private repositories look missing without `docker login`",
        HttpStatusCode.TooManyRequests => "the registry limits requests; wait, or log in for a higher limit",
        >= HttpStatusCode.InternalServerError => "the registry has a problem; run the command again later",
        _ => null,
    };
}
