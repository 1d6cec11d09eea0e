namespace Tare.Conda.Fetching;

/// <summary>Whoever wants to know how fetching goes; called from any thread.</summary>
public sealed record FetchProgress
{
    /// <summary>Bytes that came, negative when they were given up.</summary>
    public Action<long>? Downloaded { get; init; }

    /// <summary>A package lies unpacked.</summary>
    public Action<FetchedPackage>? Unpacked { get; init; }
}
