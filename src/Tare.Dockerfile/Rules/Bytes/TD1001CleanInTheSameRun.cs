using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>Installs packages with conda and leaves the package cache in the layer.</summary>
internal sealed class TD1001CleanInTheSameRun() : DockerfileRule("TD1001", Severity.Warning, "clean conda's caches in the RUN that installs")
{
    public override IReadOnlyList<string> Waste => ["conda-archives", "conda-packages", "conda-index", "conda-logs", "conda-temp"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        var cleanedLater = file.ShippedRuns.Select(r => TD1002CleanInALaterRun.InstallBefore(file, r)).ToHashSet();
        foreach (var run in file.ShippedRuns.Where(r => !cleanedLater.Contains(r)))
        {
            var installs = run.Conda.Where(c => c.Installs && !c.Has("-d", "--dry-run", "-h", "--help")).ToArray();
            if (installs.Length == 0
                || run.Cleans
                || CacheCleanup.CacheIsOutsideTheLayer(run, installs[0].Command))
            {
                continue;
            }

            yield return At(
                installs[^1].Command.Span,
                $"`{installs[^1].Tool} {installs[^1].Subcommand}` leaves its downloads and extracted packages in this layer",
                CacheCleanup.CacheIsNeededLater(file, run) ? null : FixFor(run, installs));
        }
    }

    private static Fix? FixFor(RunStep run, CondaInvocation[] installs) => CleanEdits.Behind(run, installs) is { } edits
        ? new Fix($"add `{CleanEdits.CommandFor(run, installs[^1])}` to this RUN", edits)
        : null;
}
