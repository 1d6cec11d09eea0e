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

            var clean = $"{install.Program.Text} clean -afy";
            yield return At(
                install.Command.Span,
                $"the caches were cleaned before this `{install.Tool} {install.Subcommand}`, which fills them again",
                ScriptEdits.Append(run, clean) is { } edit ? new Fix($"add `{clean}` at the end of this RUN", [edit]) : null);
        }
    }
}
