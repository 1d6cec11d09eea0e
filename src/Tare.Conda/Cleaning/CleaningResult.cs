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

    /// <summary>Those of the plan's whole caches from which everything went that should have gone.</summary>
    /// <param name="plan">The plan that this is the result of.</param>
    public IEnumerable<string> WholeCaches(CleaningPlan plan)
    {
        var gone = Removed.Select(r => r.Item.Path).ToHashSet(StringComparer.Ordinal);
        var left = plan.Removals.Where(r => !gone.Contains(r.Item.Path)).Select(r => r.Item.Path).Concat(Failed.Select(f => f.Path)).ToArray();
        return plan.WholeCaches.Select(c => c.Path).Where(c => !left.Any(p => p.StartsWith($"{c}/", StringComparison.Ordinal)));
    }
}
