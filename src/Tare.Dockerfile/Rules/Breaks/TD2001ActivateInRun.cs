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
        var initialised = false;
        foreach (var run in file.Runs)
        {
            initialised |= run.Conda.Any(c => c.Subcommand == "init");
            foreach (var call in run.Conda.Where(c => c.Subcommand is "activate" or "deactivate"))
            {
                if (!IsHooked(run, call.Command) && !(initialised && IsLoginShell(run)) && !run.Stage.RootImage.Contains("micromamba", StringComparison.Ordinal))
                {
                    yield return At(
                        call.Command.Span,
                        $"`{call.Tool} {call.Subcommand}` fails here: the shell of a RUN has no conda hook",
                        FixFor(run, call));
                }
                else if (call.Subcommand == "activate" && ReferenceEquals(run.Script.Commands[^1], call.Command))
                {
                    yield return Useless(call.Command);
                }
            }

            foreach (var source in run.Script.Commands.Where(IsSourced))
            {
                if (run.Instruction.Shell is null && run.Instruction.Syntax.ExecForm is null && KnownImages.HasDash(run.Stage.RootImage))
                {
                    yield return At(source.Span, "`source` is bash's, and the shell of a RUN is /bin/sh, which does not know it here; set `SHELL [\"/bin/bash\", \"-c\"]`");
                }
                else if (ReferenceEquals(run.Script.Commands[^1], source))
                {
                    yield return Useless(source);
                }
            }
        }
    }

    private Finding Useless(SimpleCommand activate) => At(activate.Span, "the activation ends with this RUN, and nothing in it comes behind", severity: Severity.Warning);

    private static bool IsSourced(SimpleCommand command) => command.Program == "source" && command.Words.Length > 1 && command.Words[1].Text.Split('/')[^1] == "activate";

    private static bool IsHooked(RunStep run, SimpleCommand activate) =>
        run.Script.Commands.TakeWhile(c => c != activate).Any(c =>
            (c.Program is "." or "source" && c.Words.Skip(1).Any(w => w.Text.Contains("conda.sh", StringComparison.Ordinal)
                || w.Text.Contains("activate", StringComparison.Ordinal) || w.Text.Contains("bashrc", StringComparison.Ordinal)))
            || (c.Program == "eval" && c.Words.Skip(1).Any(w => w.Text.Contains("hook", StringComparison.Ordinal))));

    private static bool IsLoginShell(RunStep run) =>
        (run.Instruction.Shell ?? []).Concat(run.Instruction.Syntax.ExecForm?.Select(w => w.Text) ?? [])
        .Any(w => w is "--login" or "-i" || (w is ['-', not '-', ..] && (w.Contains('l', StringComparison.Ordinal) || w.Contains('i', StringComparison.Ordinal))));

    private static Fix? FixFor(RunStep run, CondaInvocation call)
    {
        var rest = run.Script.Commands.SkipWhile(c => c != call.Command).Skip(1).ToArray();
        if (rest.Length > 0 && rest.All(NamesItsEnvironment) && ScriptEdits.Remove(run, call.Command) is { } removal)
        {
            return new Fix("take the activation out; the commands behind it name their environment", [removal]);
        }

        return call.Tool == "conda" && run.Instruction.Syntax.ExecForm is null
            ? new Fix("hook conda into this shell first", [TextEdit.Insert(call.Command.Span.Start, ". \"$(conda info --base)/etc/profile.d/conda.sh\" && ")])
            : null;
    }

    private static bool NamesItsEnvironment(SimpleCommand command) =>
        CacheCleanup.Cleans(command) || CondaInvocationReader.Read(command) is { Environment: not null };
}
