namespace Tare.Testing.Servers;

/// <summary>Something that goes wrong with requests whose path contains a text, a number of times.</summary>
/// <param name="PathPart">A part of the path; empty for every request.</param>
/// <param name="Change">The bad answer made of the good one.</param>
/// <param name="Times">How often; then the server is well again.</param>
public sealed record Fault(string PathPart, Func<ServerResponse, ServerResponse> Change, int Times = int.MaxValue)
{
    /// <summary>Another status instead of the file, with Retry-After where seconds are given.</summary>
    public static Fault Status(string pathPart, int status, int times = int.MaxValue, int? retryAfter = null) =>
        new(pathPart, _ => ServerResponse.Text(status, $"fault {status}") with { Headers = RetryAfter(retryAfter) }, times);

    /// <summary>The connection is reset after this many bytes of the body.</summary>
    public static Fault Cut(string pathPart, long after, int times = int.MaxValue) =>
        new(pathPart, good => good with { CutAfter = after }, times);

    /// <summary>The body stops in its middle for a while.</summary>
    public static Fault Stall(string pathPart, long after, TimeSpan duration, int times = int.MaxValue) =>
        new(pathPart, good => good with { StallAfter = after, Stall = duration }, times);

    /// <summary>After so many bytes of the body the rest comes byte by byte, with a pause before each.</summary>
    public static Fault Trickle(string pathPart, long after, TimeSpan pause, int times = int.MaxValue) =>
        new(pathPart, good => good with { StallAfter = after, Stall = pause, Trickles = true }, times);

    /// <summary>The right length, one bit wrong in the middle.</summary>
    public static Fault WrongBytes(string pathPart, int times = int.MaxValue) => new(pathPart, Flip, times);

    /// <summary>The body ends early and the length says that this is all.</summary>
    public static Fault Truncate(string pathPart, int length, int times = int.MaxValue) =>
        new(pathPart, good => good with { Body = good.Body[..Math.Min(length, good.Body.Length)] }, times);

    /// <summary>A redirect to another place.</summary>
    public static Fault Redirect(string pathPart, string location, int status = 302, int times = int.MaxValue) =>
        new(pathPart, _ => new ServerResponse(status) { Headers = { ("Location", location) } }, times);

    private static List<(string Name, string Value)> RetryAfter(int? seconds) =>
        seconds is null ? [] : [("Retry-After", $"{seconds}")];

    private static ServerResponse Flip(ServerResponse good)
    {
        var bytes = good.Body.ToArray();
        if (bytes.Length > 0)
        {
            bytes[bytes.Length / 2] ^= 1;
        }

        return good with { Body = bytes };
    }
}
