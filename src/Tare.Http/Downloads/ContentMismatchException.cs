namespace Tare.Http.Downloads;

/// <summary>A server sent another file than the one asked for.</summary>
public sealed class ContentMismatchException(string url, string what, string expected, string actual) : HttpException(
    HttpFailure.Content,
    url,
    $"`{url}` sent other content: {what} {actual} where {expected} is expected",
    "the mirror is damaged or out of date; run again, or use another channel or mirror")
{
    /// <summary>What was expected.</summary>
    public string Expected { get; } = expected;

    /// <summary>What came.</summary>
    public string Actual { get; } = actual;
}
