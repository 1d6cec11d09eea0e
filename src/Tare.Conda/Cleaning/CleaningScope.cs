using Tare.Conda.Caches;

namespace Tare.Conda.Cleaning;

/// <summary>Where a clean looks.</summary>
public sealed record CleaningScope
{
    /// <summary>The package caches.</summary>
    public required IReadOnlyList<string> Caches { get; init; }

    /// <summary>The environments that packages may serve.</summary>
    public required IReadOnlyList<string> Prefixes { get; init; }

    /// <summary>Folders searched for files that conda tools set aside; the caches that lie in them are searched too.</summary>
    public IReadOnlyList<string> ReplacedFileRoots { get; init; } = [];

    /// <summary>Other tools' caches.</summary>
    public IReadOnlyList<OtherCache> OtherCaches { get; init; } = [];
}
