namespace Tare.Conda.Prefixes;

/// <summary>One change of an environment, as <c>conda-meta/history</c> tells it.</summary>
/// <param name="Date">When, in local time, as written: <c>2026-11-23 14:08:58</c>.</param>
public sealed record HistoryRevision(string Date)
{
    /// <summary>The lines of packages, each once: <c>+CHANNEL/SUBDIR::NAME-VERSION-BUILD</c>, <c>-…</c>, or without a sign in very old files.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>The remarks, with <c>#</c>.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>The command line, or null.</summary>
    public string? Command { get; init; }

    /// <summary>The version of conda that wrote it, or null.</summary>
    public string? CondaVersion { get; init; }

    /// <summary>The specs that were asked for.</summary>
    public IReadOnlyList<string> UpdateSpecs { get; init; } = [];

    /// <summary>The specs that were to go.</summary>
    public IReadOnlyList<string> RemoveSpecs { get; init; } = [];

    /// <summary>The specs that were dropped because they stood in the way.</summary>
    public IReadOnlyList<string> NeuteredSpecs { get; init; } = [];

    /// <summary>The lines are changes, not the whole state.</summary>
    public bool IsDifference => Packages.Any(p => p[0] is '+' or '-');
}
