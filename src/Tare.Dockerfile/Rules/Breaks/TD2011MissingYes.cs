using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Lets conda ask a question that nobody is there to answer.</summary>
internal sealed class TD2011MissingYes() : DockerfileRule("TD2011", Severity.Warning, "answer conda's question with -y")
{
    private static readonly string[] No = ["false", "no", "off", "0"];

    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.Runs)
        {
            foreach (var call in run.Conda.Where(c => Asks(c) && !IsAnswered(run, c) && !IsSettled(file, run, c)))
            {
                yield return At(
                    call.Command.Span,
                    $"`{call.Tool} {call.Subcommand}` asks before it acts, and a build has nobody to answer",
                    new Fix("add `-y`", [TextEdit.Insert(call.SubcommandWord.Span.End, " -y")]));
            }
        }
    }

    // `conda config --set always_yes true`, or a line for .condarc, in what was built before; the last one counts.
    private static bool IsSettled(LintFile file, RunStep run, CondaInvocation call) => file.Runs.TakeWhile(r => r != run).Append(run)
        .Where(r => run.Stage.Chain.Contains(r.Stage))
        .SelectMany(r => r.Script.Commands)
        .TakeWhile(c => c != call.Command)
        .Select(Setting).LastOrDefault(s => s is not null) ?? false;

    private static bool? Setting(SimpleCommand command)
    {
        if (!command.Words.Any(w => w.Text.Contains("always_yes", StringComparison.Ordinal)))
        {
            return null;
        }

        var text = string.Join(' ', command.Words.Select(w => w.Text));
        var at = text.IndexOf("always_yes", StringComparison.Ordinal);
        return !text.Contains("--remove", StringComparison.Ordinal)
            && text[(at + "always_yes".Length)..].TrimStart([' ', ':', '=']) is var value
            && !No.Any(n => value.StartsWith(n, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Asks(CondaInvocation call) =>
        call.Subcommand is "install" or "create" or "update" or "upgrade" or "remove" or "uninstall" or "clean" or "env remove"
        && !call.Has("-y", "--yes", "-d", "--dry-run", "--json", "-h", "--help");

    private static bool IsAnswered(RunStep run, CondaInvocation call)
    {
        var setting = run.Variable(call.Command, "CONDA_ALWAYS_YES") ?? run.Variable(call.Command, "CONDA_YES")
            ?? run.Variable(call.Command, "MAMBA_ALWAYS_YES");
        return setting is not (null or "" or "0" or "false")
            || call.Command.Before == ShellOperator.Pipe
            || call.Command.Redirections.Any(r => r.Operator.StartsWith('<'));
    }
}
