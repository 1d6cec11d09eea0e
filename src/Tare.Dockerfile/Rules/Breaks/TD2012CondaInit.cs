using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Linting;

namespace Tare.Dockerfile.Rules.Breaks;

/// <summary>Runs <c>conda init</c>, which only edits the start-up files of interactive shells.</summary>
internal sealed class TD2012CondaInit() : DockerfileRule("TD2012", Severity.Info, "`conda init` does nothing for RUN, CMD and docker exec")
{
    public override IEnumerable<Finding> Check(LintFile file)
    {
        if (!StartsProgram(file))
        {
            yield break;
        }

        foreach (var run in file.Runs)
        {
            foreach (var call in run.Conda.Where(c => c.Subcommand == "init"))
            {
                if (!file.Runs.Any(UsesLoginShell))
                {
                    yield return At(
                        call.Command.Span,
                        "this edits the start-up file of interactive shells; neither RUN nor CMD reads it",
                        ScriptEdits.Remove(run, call.Command) is { } edit ? new Fix("take it out", [edit], IsSafe: false) : null);
                }
            }
        }
    }

    // People who enter a shell, or log in, do read the file.
    private static bool StartsProgram(LintFile file)
    {
        var command = file.ShippedStages.SelectMany(s => s.Instructions).LastOrDefault(i => i.Keyword is "CMD" or "ENTRYPOINT");
        string[] words = command?.Syntax.ExecForm is { } exec ? [.. exec.Select(w => w.Text)]
            : command?.Script is { Commands: [var first, ..] } ? [.. first.Words.Select(w => w.Text)] : [];
        return words.Length > 0 && !words.Contains("-c") && words[0].Split('/')[^1] is not ("bash" or "sh" or "zsh" or "fish" or "sshd" or "tmux");
    }

    private static bool UsesLoginShell(RunStep run) =>
        (run.Instruction.Shell ?? []).Any(w => w is "--login" or "-i" || (w is ['-', not '-', ..] && (w.Contains('l', StringComparison.Ordinal) || w.Contains('i', StringComparison.Ordinal))))
        || run.Script.Commands.Any(c => c.Program is "." or "source" && c.Words.Any(w => w.Text.Contains("bashrc", StringComparison.Ordinal)));
}
