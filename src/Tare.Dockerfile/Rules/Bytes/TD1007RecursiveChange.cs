using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>Changes owner or mode of an environment that an earlier layer holds: every file is written once more.</summary>
internal sealed class TD1007RecursiveChange() : DockerfileRule("TD1007", Severity.Warning, "no chown -R or chmod -R over an environment of an earlier layer")
{
    private static readonly string[] CondaVariables = ["CONDA", "MAMBA", "VIRTUAL_ENV"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.ShippedRuns)
        {
            foreach (var change in run.Script.Commands.Where(IsRecursive))
            {
                if (change.Words.Skip(1).Any(w => IsCondaFolder(w.Text)) && Rewrites(file, run, change))
                {
                    yield return At(
                        change.Span,
                        $"`{change.Program}` writes every file below it into this layer again; do it in the RUN that installs, or use `COPY --chown`");
                }
            }
        }
    }

    // chown and chmod copy each file up, needed or not; fix-permissions (Jupyter's) only those that are not right yet.
    private static bool Rewrites(LintFile file, RunStep run, SimpleCommand change)
    {
        var installs = file.ShippedRuns.TakeWhile(r => r != run).Where(r => r.Conda.Any(c => c.Installs));
        return change.Program == "fix-permissions"
            ? installs.Any(r => !r.Script.Commands.Any(IsRecursive))
            : installs.Any() || Conda.KnownImages.HasCondaInOpt(run.Stage.RootImage);
    }

    private static bool IsRecursive(SimpleCommand command) => command.Program switch
    {
        "chown" or "chmod" or "chgrp" => command.Words.Skip(1).Any(w => w.Text is "--recursive" || (w.Text is ['-', not '-', ..] && w.Text.Contains('R', StringComparison.Ordinal))),
        "fix-permissions" => true,
        _ => false,
    };

    private static bool IsCondaFolder(string path) =>
        path.Contains("conda", StringComparison.OrdinalIgnoreCase) || path.Contains("/mamba", StringComparison.Ordinal)
        || path.TrimEnd('/') is "/opt" or "" && path.StartsWith('/')
        || (path.StartsWith('$') && CondaVariables.Any(v => path.Contains(v, StringComparison.Ordinal)));
}
