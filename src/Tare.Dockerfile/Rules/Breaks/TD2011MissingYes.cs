using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Lets conda ask a question that nobody is there to answer.</summary>
internal sealed class TD2011MissingYes() : DockerfileRule("TD2011", Severity.Warning, "answer conda's question with -y")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        var alwaysYes = false;
        foreach (var run in file.Runs)
        {
            foreach (var call in run.Conda)
            {
                alwaysYes |= call.Subcommand == "config" && call.Arguments.Any(a => a.Text == "always_yes");
                if (!alwaysYes && Asks(call) && !IsAnswered(run, call))
                {
                    var last = call.Subcommand.Split(' ')[^1];
                    var word = call.Command.Words.First(w => w.Text == last);
                    yield return At(
                        call.Command.Span,
                        $"`{call.Tool} {call.Subcommand}` asks before it acts, and a build has nobody to answer",
                        new Fix("add `-y`", [TextEdit.Insert(word.Span.End, " -y")]));
                }
            }
        }
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
