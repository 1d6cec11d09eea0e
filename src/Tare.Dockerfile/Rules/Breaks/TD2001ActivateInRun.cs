using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Activates an environment in a shell that conda was never hooked into.</summary>
internal sealed class TD2001ActivateInRun() : DockerfileRule("TD2001", Severity.Error, "`conda activate` needs conda's hook in the shell")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        foreach (var run in file.Runs)
        {
            foreach (var call in run.Conda.Where(c => c.Subcommand is "activate" or "deactivate"))
            {
                if (!IsHooked(run, call.Command) && !(IsLoginShell(run, call.Command) && IsInitialised(file, run)) && !run.Stage.RootImage.Contains("micromamba", StringComparison.Ordinal))
                {
                    yield return At(
                        call.Command.Span,
                        $"`{call.Tool} {call.Subcommand}` fails here: the shell of a RUN has no conda hook",
                        FixFor(run, call));
                }
                else if (call.Subcommand == "activate" && IsLast(run, call.Command))
                {
                    yield return Useless(call.Command);
                }
            }

            foreach (var source in run.Script.Commands.Where(IsSourced))
            {
                if (source.Inner == 0 && run.Instruction.Shell is null && run.Instruction.Syntax.ExecForm is null && KnownImages.HasDash(run.Stage.RootImage))
                {
                    yield return At(source.Span, "`source` is bash's, and the shell of a RUN is /bin/sh, which does not know it here; set `SHELL [\"/bin/bash\", \"-c\"]`");
                }
                else if (IsLast(run, source))
                {
                    yield return Useless(source);
                }
            }
        }
    }

    private Finding Useless(SimpleCommand activate) => At(
        activate.Span,
        $"the activation ends with this {(activate.Inner == 0 ? "RUN" : "shell")}, and nothing in it comes behind",
        severity: Severity.Warning);

    private static bool IsLast(RunStep run, SimpleCommand command) => ReferenceEquals(run.Script.Commands.Last(c => c.Inner == command.Inner), command);

    private static bool IsSourced(SimpleCommand command) => command.Program == "source" && command.Words.Length > 1 && command.Words[1].Text.Split('/')[^1] == "activate";

    private static bool IsInitialised(LintFile file, RunStep run) =>
        KnownImages.HasCondaInOpt(run.Stage.RootImage) || file.Runs.TakeWhile(r => r != run).Append(run).SelectMany(r => r.Script.Commands).Any(Initialises);

    // `conda init`, or its hook in a file that login shells read: linked, copied or written there.
    private static bool Initialises(SimpleCommand command) =>
        CondaInvocationReader.Read(command) is { Subcommand: "init" }
        || (command.Program is not ("." or "source") && command.Words.Any(w => w.Text.Contains("conda.sh", StringComparison.Ordinal) || w.Text.Contains("shell.bash hook", StringComparison.Ordinal)));

    private static bool IsHooked(RunStep run, SimpleCommand activate) =>
        run.Instruction.Variables.Declares("BASH_ENV") || run.Script.Commands.TakeWhile(c => c != activate).Any(c =>
            (c.Program is "." or "source" && c.Words.Skip(1).Any(w => w.Text.Contains("conda.sh", StringComparison.Ordinal)
                || w.Text.Contains("activate", StringComparison.Ordinal) || w.Text.Contains("bashrc", StringComparison.Ordinal)))
            || (c.Program == "eval" && c.Words.Skip(1).Any(w => w.Text.Contains("hook", StringComparison.Ordinal))));

    private static bool IsLoginShell(RunStep run, SimpleCommand command) =>
        (run.Instruction.Shell ?? []).Concat(run.Instruction.Syntax.ExecForm?.Select(w => w.Text) ?? []).Concat(command.InnerShell.Split(' '))
        .Any(w => w is "--login" or "-i" || (w is ['-', not '-', ..] && (w.Contains('l', StringComparison.Ordinal) || w.Contains('i', StringComparison.Ordinal))));

    private static Fix? FixFor(RunStep run, CondaInvocation call)
    {
        var rest = run.Script.Commands.SkipWhile(c => c != call.Command).Skip(1).ToArray();
        if (rest.Length > 0 && rest.All(NamesItsEnvironment) && ScriptEdits.Remove(run, call.Command) is { } removal)
        {
            return new Fix("take the activation out; the commands behind it name their environment", [removal]);
        }

        // Behind a hook only the function `conda` activates, not the program.
        var program = call.Program;
        return call.Tool == "conda" && run.Instruction.Syntax.ExecForm is null && call.Command.Inner == 0 && program.Span.Start == call.Command.Span.Start && program is { IsLiteral: true, IsQuoted: false }
            && call.Command.Before is not (ShellOperator.Or or ShellOperator.Pipe)
            ? new Fix("hook conda into this shell first", [new TextEdit(program.Span, $". \"$({program.Text} info --base)/etc/profile.d/conda.sh\" && conda")])
            : null;
    }

    private static bool NamesItsEnvironment(SimpleCommand command) =>
        CacheCleanup.Cleans(command) || CondaInvocationReader.Read(command) is { Environment: not null };
}
