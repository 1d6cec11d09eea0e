namespace Tare.Conda.Cleaning;

/// <summary>What a clean did.</summary>
public sealed record CleaningResult
{
    /// <summary>What went, whole.</summary>
    public required IReadOnlyList<Removal> Removed { get; init; }

    /// <summary>What stays, and why; what was planned to go and came into use meanwhile is among it.</summary>
    public required IReadOnlyList<KeptPath> Kept { get; init; }

    /// <summary>What should have gone and did not, and why.</summary>
    public required IReadOnlyList<FailedPath> Failed { get; init; }

    /// <summary>Bytes of the inodes whose last name went.</summary>
    public required long FreedBytes { get; init; }

    /// <summary>It was stopped before its end; what is left is finished by the next clean.</summary>
    public bool Stopped { get; init; }
}
