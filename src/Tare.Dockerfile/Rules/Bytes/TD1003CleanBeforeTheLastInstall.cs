using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>Cleans first and installs again afterwards.</summary>
internal sealed class TD1003CleanBeforeTheLastInstall() : DockerfileRule("TD1003", Severity.Warning, "clean after the last install, not before it")
{
    public override IReadOnlyList<string> Waste => ["conda-archives", "conda-packages", "conda-index", "conda-logs", "conda-temp"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.ShippedRuns.Where(r => r.Cleans && r.Installs))
        {
            var install = run.Conda.Last(c => c.Installs);
            if (CacheCleanup.IsCleanedAfter(run, install.Command)
                || CacheCleanup.CacheIsOutsideTheLayer(run, install.Command))
            {
                continue;
            }

            yield return At(
                install.Command.Span,
                $"the caches were cleaned before this `{install.Tool} {install.Subcommand}`, which fills them again",
                !CacheCleanup.CacheIsNeededLater(file, run) && CleanEdits.Behind(run, [install]) is { } edits
                    ? new Fix($"add `{CleanEdits.CommandFor(run, install)}` behind the last install", edits)
                    : null);
        }
    }
}
