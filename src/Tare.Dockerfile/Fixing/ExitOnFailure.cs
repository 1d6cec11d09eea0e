using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Fixing;

/// <summary>
/// Whether a failing command ends the script it stands in (<c>set -e</c>, <c>bash -ec</c>). There, a command that <c>&amp;&amp;</c>
/// follows no longer ends it, so that what is put behind must not be joined in that way (POSIX, "set", option -e).
/// </summary>
internal static class ExitOnFailure
{
    /// <summary>True or false where it is known; null where a part of the script sets it.</summary>
    internal static bool? Of(RunStep run, SimpleCommand command)
    {
        var settings = run.Script.Commands.Where(c => c.Inner == command.Inner && IsSetting(c)).ToArray();
        var isFirst = settings.Length == 1 && !settings[0].IsConditional && settings[0].Words.Any(IsOn)
            && ReferenceEquals(run.Script.Commands.First(c => c.Inner == command.Inner), settings[0]);
        return settings.Length > 0 ? isFirst ? true : null : Options(run, command).Any(HasLetter);
    }

    private static bool IsSetting(SimpleCommand command) =>
        command.Program == "set" && command.Words.Any(w => w.Text == "errexit" || HasLetter(w.Text) || (w.Text is ['+', ..] && w.Text.Contains('e', StringComparison.Ordinal)));

    private static bool IsOn(ShellWord word) => HasLetter(word.Text);

    private static bool HasLetter(string option) => option is ['-', not '-', ..] && option.Contains('e', StringComparison.Ordinal);

    // With which options the shell is started that reads the command.
    private static IEnumerable<string> Options(RunStep run, SimpleCommand command)
    {
        var instruction = run.Instruction.Syntax;
        if (command.Inner > 0)
        {
            return command.InnerShell.Split(' ');
        }

        if (instruction.ExecForm is { } words)
        {
            return words.TakeWhile(w => !w.Text.EndsWith('c') || w.Text is not ['-', ..]).Concat(words.Where(w => w.Text is ['-', .., 'c'])).Select(w => w.Text);
        }

        // `RUN bash -e <<EOF`, or the first line of the script.
        var heredoc = instruction.Heredocs.Count > 0
            ? instruction.Arguments.Text.Split(' ').Concat(instruction.Source.Line(instruction.Source.PositionOf(instruction.Heredocs[0].BodySpan.Start).Line).Split(' '))
            : [];
        return heredoc.Concat(run.Instruction.Shell ?? []);
    }
}
