using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Fixing;

/// <summary>Changes to RUN scripts that keep the layout the author chose.</summary>
internal static class ScriptEdits
{
    /// <summary>
    /// Puts a command behind the last of the script, joined by <c>&amp;&amp;</c>: on a line of its own where the script has
    /// several, at the end of the line where it has one. Null where the end of the script cannot be told.
    /// </summary>
    internal static TextEdit? Append(RunStep run, string command)
    {
        var instruction = run.Instruction.Syntax;
        var source = instruction.Source;
        if (run.Script.Commands.IsEmpty || instruction.ExecForm is not null || EndsInBackground(instruction.Arguments.Characters)
            || run.Script.Commands[^1].Program is "exit" or "exec")
        {
            return null;
        }

        if (instruction.Heredocs.Count > 0)
        {
            return AppendLine(instruction, run.Script, command);
        }

        // What stands behind a # would be part of the comment.
        var end = EndOfScript(instruction);
        var last = run.Script.Commands[^1].Span.End;
        if (source.Text.AsSpan(last, Math.Max(0, end - last)) is var tail && tail.Contains('#'))
        {
            if (tail.TrimStart()[0] != '#')
            {
                return null;
            }

            end = last;
        }
        else if (!TakesAnother(instruction.Arguments, run.Script))
        {
            return null;
        }

        var separator = EndsWithSeparator(source.Text.AsSpan(0, end)) ? " " : " && ";
        var lines = source.Slice(TextSpan.Between(instruction.LineSpan.Start, end)).Count('\n');
        return TextEdit.Insert(end, lines == 0
            ? separator + command
            : $"{separator}{Escape(source, instruction)}{source.NewLine}{IndentOr(IndentOfLastLine(source, end), "    ")}{command}");
    }

    /// <summary>Takes a command out of its script with the operator that joins it; null where it stands alone.</summary>
    internal static TextEdit? Remove(RunStep run, SimpleCommand command)
    {
        var commands = run.Script.Commands;
        var at = CacheCleanup.IndexOf(commands, command);
        if (commands.Length < 2 || at < 0 || command.IsConditional)
        {
            return null;
        }

        if (at + 1 < commands.Length && commands[at + 1].Before is ShellOperator.And or ShellOperator.Sequence
            && commands[at + 1].Depth == command.Depth)
        {
            return TextEdit.Delete(TextSpan.Between(command.Span.Start, commands[at + 1].Span.Start));
        }

        return at > 0 && at + 1 == commands.Length && command.Before is ShellOperator.And or ShellOperator.Sequence
            && commands[at - 1].Depth == command.Depth
            ? TextEdit.Delete(TextSpan.Between(commands[at - 1].Span.End, command.Span.End))
            : null;
    }

    // Behind a quote that is not closed, a command would be a part of a word.
    private static bool TakesAnother(LogicalText arguments, ShellScript script)
    {
        var builder = new LogicalText.Builder();
        builder.Add($"{arguments.Text}{(EndsWithSeparator(arguments.Text.AsSpan().TrimEnd()) ? " " : " && ")}:", 0);
        return ShellParser.Parse(builder.Build()).Commands.Length > script.Commands.Length;
    }

    private static TextEdit? AppendLine(Instruction instruction, ShellScript script, string command)
    {
        var heredoc = instruction.Heredocs[0];
        if (!script.Span.Start.Equals(heredoc.BodySpan.Start))
        {
            return null;
        }

        var source = instruction.Source;
        return TextEdit.Insert(heredoc.BodySpan.End, IndentOfLastLine(source, Math.Max(heredoc.BodySpan.Start, heredoc.BodySpan.End - 1)) + command + source.NewLine);
    }

    private static int EndOfScript(Instruction instruction)
    {
        var end = instruction.LineSpan.End;
        while (end > instruction.LineSpan.Start && char.IsWhiteSpace(instruction.Source.Text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private static bool EndsWithSeparator(ReadOnlySpan<char> text) =>
        text.EndsWith("&&", StringComparison.Ordinal) || text.EndsWith(";", StringComparison.Ordinal);

    // `&` ends a command too, but no `&&` may follow it.
    private static bool EndsInBackground(ReadOnlySpan<char> text) => text.TrimEnd() is [.., not '&', '&'] or ['&'];

    private static char Escape(SourceText source, Instruction instruction)
    {
        var firstLine = source.Line(source.PositionOf(instruction.LineSpan.Start).Line).TrimEnd();
        return firstLine.EndsWith('`') ? '`' : '\\';
    }

    private static string IndentOr(string indent, string otherwise) => indent.Length > 0 ? indent : otherwise;

    private static string IndentOfLastLine(SourceText source, int position)
    {
        var line = source.Line(source.PositionOf(position).Line);
        var indent = line[..(line.Length - line.TrimStart().Length)];
        return indent;
    }
}
