using Tare.Conda.Cleaning;
using Tare.Primitives;

namespace Tare.Cli.Commands.Caches;

/// <summary>What a command line of <c>tare clean</c> says, together with the configuration's defaults.</summary>
internal sealed record CleanRequest
{
    internal required CleaningTargets Targets { get; init; }

    internal IReadOnlyList<string> TemporaryFolders { get; init; } = [];

    internal string? RootPrefix { get; init; }

    internal TimeSpan? KeepNewer { get; init; }

    internal ByteSize? MaxSize { get; init; }

    internal bool Json { get; init; }

    internal bool Verbose { get; init; }

    internal bool Quiet { get; init; }

    internal bool DryRun { get; init; }

    internal bool Yes { get; init; }

    /// <summary>Options of old condas that were given and do nothing.</summary>
    internal IReadOnlyList<string> ObsoleteOptions { get; init; } = [];
}
