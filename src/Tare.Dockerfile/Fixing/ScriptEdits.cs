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
            || run.Script.Commands[^1].Program is "exit" or "exec" or "return")
        {
            return null;
        }

        if (instruction.Heredocs.Count > 0)
        {
            return AppendLine(run, command);
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

    /// <summary>
    /// Puts a command behind one of the script, so that it runs whenever that one succeeded. Null where the answer of the whole might
    /// be another, as that of a pipe, which is its last command's.
    /// </summary>
    internal static TextEdit? InsertBehind(RunStep run, SimpleCommand command, string text)
    {
        var commands = run.Script.Commands;
        var at = CacheCleanup.IndexOf(commands, command);
        var instruction = run.Instruction.Syntax;
        var isOpen = at + 1 < commands.Length
            ? commands[at + 1].Before is ShellOperator.Background or ShellOperator.Pipe
            : EndsInBackground(instruction.Arguments.Characters);
        return at < 0 || command.IsNegated || isOpen || HasOpenQuote(run)
            || ((instruction.ExecForm is not null || command.Inner > 0) && text.AsSpan().ContainsAny("\"'\\"))
            || JoinBehind(run, command) is not { } join
            ? null
            : TextEdit.Insert(command.Span.End, join + text);
    }

    // Where a failure ends the script, it does so no longer for a command that `&&` follows; null where none is right for sure.
    private static string? JoinBehind(RunStep run, SimpleCommand command)
    {
        var rest = Behind(run.Instruction.Syntax.Source.Text.AsSpan(command.Span.End));
        var goesOn = rest.StartsWith("&&", StringComparison.Ordinal) || rest.StartsWith("||", StringComparison.Ordinal);
        if (!goesOn && !(rest.IsEmpty || rest[0] is ';' or ')' or '}' or '\r' or '\n' or '#' or '"' or '\''))
        {
            return null;
        }

        var isCondition = !rest.IsEmpty && rest[0] is ';' or '\n' && Behind(rest[1..]).TrimStart() is var next
            && (next.StartsWith("then", StringComparison.Ordinal) || next.StartsWith("do", StringComparison.Ordinal));
        return goesOn || isCondition || ExitOnFailure.Of(run, command) is false ? " && "
            : ExitOnFailure.Of(run, command) is true && command.Before is ShellOperator.None or ShellOperator.Sequence ? "; "
            : null;
    }

    // From the next character that counts: past blanks, joined lines and the comments between them.
    private static ReadOnlySpan<char> Behind(ReadOnlySpan<char> text)
    {
        while (true)
        {
            text = text.TrimStart(" \t");
            var continued = text is ['\\' or '`', ..] ? text[1..].TrimStart(" \t\r") : default;
            if (continued is not ['\n', ..])
            {
                return text;
            }

            text = continued[1..].TrimStart();
            while (text is ['#', ..])
            {
                var end = text.IndexOf('\n');
                text = end < 0 ? default : text[(end + 1)..].TrimStart();
            }
        }
    }

    /// <summary>Takes a command out of its script with the operator that joins it; null where it stands alone.</summary>
    internal static TextEdit? Remove(RunStep run, SimpleCommand command)
    {
        var commands = run.Script.Commands;
        var at = CacheCleanup.IndexOf(commands, command);
        if (commands.Length < 2 || at < 0 || command.IsConditional || command.Before is ShellOperator.Pipe or ShellOperator.Or)
        {
            return null;
        }

        // `a && b; c` goes on as `a; c`, for c runs whatever a answers.
        var source = run.Instruction.Syntax.Source;
        var next = at + 1 < commands.Length ? commands[at + 1] : null;
        if (next is not null && (at == 0 || command.Before == next.Before || command.Before == ShellOperator.Sequence))
        {
            return IsOnlyJoined(source, command, next) ? TextEdit.Delete(TextSpan.Between(command.Span.Start, next.Span.Start)) : null;
        }

        return at > 0 && (next is null || IsOnlyJoined(source, command, next)) && IsOnlyJoined(source, commands[at - 1], command)
            ? TextEdit.Delete(TextSpan.Between(commands[at - 1].Span.End, command.Span.End))
            : null;
    }

    // Nothing but `&&`, `;` or a line end stands between: no keyword, no parenthesis, no comment.
    private static bool IsOnlyJoined(SourceText source, SimpleCommand one, SimpleCommand two) =>
        two.Before is ShellOperator.And or ShellOperator.Sequence && one.Depth == two.Depth
        && source.Text.AsSpan()[one.Span.End..two.Span.Start].Trim(" \t\r\n\\`") is "&&" or ";" or "";

    private static bool HasOpenQuote(RunStep run)
    {
        var instruction = run.Instruction.Syntax;
        return instruction.ExecForm is null && instruction.Heredocs.Count == 0
            && !instruction.Arguments.Text.Contains('#', StringComparison.Ordinal) && !TakesAnother(instruction.Arguments, run.Script);
    }

    // Behind a quote that is not closed, a command would be a part of a word.
    private static bool TakesAnother(LogicalText arguments, ShellScript script)
    {
        var builder = new LogicalText.Builder();
        builder.Add($"{arguments.Text}{(EndsWithSeparator(arguments.Text.AsSpan().TrimEnd()) ? " " : " && ")}:", 0);
        return ShellParser.Parse(builder.Build()).Commands.Length > script.Commands.Length;
    }

    // Where nothing ends a script early, it answers what its last line answers: another line would hide that one's failure.
    private static TextEdit? AppendLine(RunStep run, string command)
    {
        var instruction = run.Instruction.Syntax;
        var body = instruction.Heredocs[0].BodySpan;
        var source = instruction.Source;
        if (!run.Script.Span.Start.Equals(body.Start))
        {
            return null;
        }

        if (!run.Script.SetsExitOnFailure)
        {
            var last = run.Script.Commands[^1];
            return source.Text.AsSpan()[last.Span.End..body.End].IsWhiteSpace() ? InsertBehind(run, last, command) : null;
        }

        return TextEdit.Insert(body.End, IndentOfLastLine(source, Math.Max(body.Start, body.End - 1)) + command + source.NewLine);
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
