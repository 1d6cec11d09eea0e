using Tare.Conda.Records;

namespace Tare.Conda.Transactions;

/// <summary>A package to be put into an environment.</summary>
/// <param name="Record">What its channel says of it.</param>
/// <param name="ExtractedFolder">Where it lies unpacked.</param>
public sealed record TransactionPackage(RepoDataRecord Record, string ExtractedFolder)
{
    /// <summary>The archive in the cache.</summary>
    public string? ArchivePath { get; init; }

    /// <summary>The specs of the user that brought it.</summary>
    public IReadOnlyList<string> RequestedSpecs { get; init; } = [];

    /// <summary>The folder is thrown away afterwards, so files are moved out of it instead of linked.</summary>
    public bool IsTemporary { get; init; }
}
