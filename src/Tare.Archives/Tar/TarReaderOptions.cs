namespace Tare.Archives.Tar;

/// <summary>How a tar archive is read.</summary>
public sealed record TarReaderOptions
{
    /// <summary>The archive's path or URL, for messages.</summary>
    public string Source { get; init; } = "tar archive";

    /// <summary>The stream stays open when the reader is disposed.</summary>
    public bool LeaveOpen { get; init; }

    /// <summary>Each entry carries its header blocks, so that a copy of the archive can repeat them to the byte.</summary>
    public bool KeepHeaderBlocks { get; init; }

    /// <summary>The most entries an archive may hold.</summary>
    public long MaximumEntries { get; init; } = 20_000_000;
}
