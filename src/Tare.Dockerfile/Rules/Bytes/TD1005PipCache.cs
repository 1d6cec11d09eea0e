using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Bytes;

/// <summary>Lets pip keep what it downloads and builds.</summary>
internal sealed class TD1005PipCache() : DockerfileRule("TD1005", Severity.Warning, "install with pip without its cache")
{
    public override IReadOnlyList<string> Waste => ["pip-cache", "uv-cache"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.ShippedRuns)
        {
            foreach (var pip in run.Calls.Select(c => c.Pip).OfType<PipInvocation>())
            {
                if (pip.Subcommand.Text == "install" && !IsWithoutCache(run, pip) && !IsConfigured(file, run))
                {
                    yield return At(
                        pip.Command.Span,
                        "`pip install` leaves its download cache in this layer",
                        pip.Arguments.Any(a => a.Text.StartsWith("--cache-dir", StringComparison.Ordinal))
                            ? null
                            : new Fix("add `--no-cache-dir`", [TextEdit.Insert(pip.Subcommand.Span.End, " --no-cache-dir")]));
                }
            }
        }
    }

    private static bool IsWithoutCache(RunStep run, PipInvocation pip)
    {
        var setting = run.Variable(pip.Command, "PIP_NO_CACHE_DIR");
        return pip.Command.Words.Any(w => w.Text is "--no-cache-dir" or "--no-cache")
            || !string.IsNullOrEmpty(setting)
            || run.MountTargets.Any(t => t.Contains(".cache", StringComparison.Ordinal) || t.Contains("pip", StringComparison.Ordinal))
            || run.Script.Commands.SkipWhile(c => !ReferenceEquals(c, pip.Command)).Any(Purges);
    }

    // `pip config set global.no-cache-dir true`, or the line in a pip.conf, here or in an earlier RUN.
    private static bool IsConfigured(LintFile file, RunStep run) => file.Runs.TakeWhile(r => r != run).Append(run)
        .Where(r => run.Stage.Chain.Contains(r.Stage))
        .SelectMany(r => r.Script.Commands)
        .Any(c => c.Words.Any(w => w.Text.Contains("no-cache-dir", StringComparison.Ordinal)) && PipInvocation.Read(c) is not { Subcommand.Text: "install" });

    private static bool Purges(Shell.SimpleCommand command) =>
        (PipInvocation.Read(command) is { } pip && pip.Subcommand.Text == "cache" && pip.Arguments.Any(a => a.Text == "purge"))
        || (command.Program == "rm" && command.Words.Skip(1).Any(w => w.Text.Contains(".cache", StringComparison.Ordinal)));
}
