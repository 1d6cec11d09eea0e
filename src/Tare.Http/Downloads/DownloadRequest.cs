namespace Tare.Http.Downloads;

/// <summary>One file to fetch.</summary>
/// <param name="Urls">The places that have it, the best first; <c>http</c>, <c>https</c> or <c>file</c>.</param>
/// <param name="Path">Where it goes. Until it is whole and verified it is in <c>PATH.partial</c>.</param>
public sealed record DownloadRequest(IReadOnlyList<Uri> Urls, string Path)
{
    /// <summary>What the name of a file ends with until it is whole.</summary>
    public const string PartialSuffix = ".partial";

    /// <summary>What is known of the content.</summary>
    public ExpectedContent Expected { get; init; } = ExpectedContent.Unknown;

    /// <summary>Told of every piece: its number of bytes; negative when bytes were given up.</summary>
    public Action<long>? Progress { get; init; }
}
