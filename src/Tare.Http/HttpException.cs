using System.Net;
using Tare.Primitives;

namespace Tare.Http;

/// <summary>A request that failed for good. Its message names the URL without secrets.</summary>
public class HttpException : TareException
{
    /// <summary>A failure at <paramref name="url"/>, which must be redacted already.</summary>
    public HttpException(HttpFailure failure, string url, string message, string? hint = null, Exception? inner = null)
        : base(message, hint, inner)
    {
        Failure = failure;
        Url = url;
    }

    /// <summary>Why.</summary>
    public HttpFailure Failure { get; }

    /// <summary>The URL without secrets.</summary>
    public string Url { get; }

    /// <summary>The server's answer, where it gave one.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>When the server wants to be asked again, counted from its answer, where it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A second attempt may succeed.</summary>
    public bool IsTransient => Failure is HttpFailure.Connection or HttpFailure.Timeout or HttpFailure.Protocol
        || Failure is HttpFailure.Status && Status is { } status && Retries.RetryPolicy.IsTransient(status);
}
