using System.Net;

namespace Tare.Http.Retries;

/// <summary>When and after how long a failed request is sent again. Delays double, spread by chance so that a fleet does not return in step.</summary>
public sealed record RetryPolicy
{
    /// <summary>How often a request is sent, the first time included.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How often a server that says nothing is asked: each time costs the whole patience of <see cref="Timeouts.HttpTimeouts"/>.</summary>
    public int SilentAttempts { get; init; } = 2;

    /// <summary>The delay before the second attempt, on average.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The longest delay of Tare's own choice.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest Retry-After that is waited for; a server that asks for more gets an error instead.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A chance between 0 and 1; tests give a constant.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;

    /// <summary>Statuses after which another attempt makes sense.</summary>
    public static bool IsTransient(HttpStatusCode status) => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>
    /// The delay after attempt number <paramref name="attempt"/> (1 is the first), or null when there is to be no other. What the
    /// server asked for is honoured, with a little chance on top.
    /// </summary>
    public TimeSpan? DelayAfter(int attempt, TimeSpan? retryAfter)
    {
        if (attempt >= Attempts || retryAfter > LongestRetryAfter)
        {
            return null;
        }

        if (retryAfter is { } asked)
        {
            return asked + (FirstDelay * Chance());
        }

        var doubled = Math.Min(FirstDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, 30)), LongestDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(doubled * (0.5 + Chance()));
    }

    /// <summary>As the other, for a failure: silence is borne fewer times than refusals, which come at once.</summary>
    public TimeSpan? DelayAfterFailure(int attempt, HttpException failure) =>
        failure.Failure == HttpFailure.Timeout && attempt >= SilentAttempts ? null : DelayAfter(attempt, failure.RetryAfter);

    /// <summary>What the answer's Retry-After asks for, as a time span from now (RFC 9110, 10.2.3).</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider clock)
    {
        var header = response?.Headers.RetryAfter;
        var span = header?.Delta ?? (header?.Date is { } date ? date - clock.GetUtcNow() : null);
        return span < TimeSpan.Zero ? TimeSpan.Zero : span;
    }
}
