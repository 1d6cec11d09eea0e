namespace Tare.Http.Timeouts;

/// <summary>How long silence is borne. A transfer may take as long as it likes while bytes keep coming.</summary>
public sealed record HttpTimeouts
{
    /// <summary>For the connection to be made (conda: <c>remote_connect_timeout_secs</c>).</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Between two pieces of a transfer, and until the answer begins (conda: <c>remote_read_timeout_secs</c>).</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(60);
}
