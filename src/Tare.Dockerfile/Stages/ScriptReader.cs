using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Stages;

/// <summary>Finds the shell script of an instruction: its line, its here-document, or the word behind <c>bash -c</c>.</summary>
internal static class ScriptReader
{
    private static readonly string[] Shells = ["sh", "bash", "dash", "ash", "zsh", "ksh"];

    internal static ShellScript? Read(Instruction instruction, IReadOnlyList<string>? shell)
    {
        if (instruction.Keyword is not ("RUN" or "CMD" or "ENTRYPOINT"))
        {
            return null;
        }

        if (instruction.ExecForm is { } words)
        {
            return FromExecForm(words);
        }

        if (shell is not null && !shell.Any(w => Shells.Contains(NameOf(w))))
        {
            return null;
        }

        return instruction.Heredocs.Count > 0 && FromHeredoc(instruction, instruction.Source) is { } script
            ? script
            : ShellParser.Parse(instruction.Arguments);
    }

    private static ShellScript? FromExecForm(IReadOnlyList<ExecWord> words)
    {
        var isShell = words.Count >= 3 && Shells.Contains(NameOf(words[0].Text));
        var option = isShell ? words.Skip(1).ToList().FindIndex(w => w.Text is ['-', not '-', ..] && w.Text.EndsWith('c')) + 1 : 0;
        return option == 0 || option + 1 >= words.Count ? null : ShellParser.Parse(words[option + 1].Content);
    }

    // `RUN <<EOF` and `RUN bash <<EOF` give the shell its script; `RUN python <<EOF` and `RUN cat <<EOF > file` do not.
    private static ShellScript? FromHeredoc(Instruction instruction, SourceText source)
    {
        var line = ShellParser.Parse(instruction.Arguments).Commands;
        if (line.Length != 1 || (line[0].Words.Length > 0 && !Shells.Contains(line[0].Program)))
        {
            return null;
        }

        var body = instruction.Heredocs[0].BodySpan;
        if (source.Slice(body).StartsWith("#!") && !IsShellLine(source.Slice(body)))
        {
            return null;
        }

        var builder = new LogicalText.Builder();
        builder.Add(source.Slice(body), body.Start);
        return ShellParser.Parse(builder.Build());
    }

    private static bool IsShellLine(ReadOnlySpan<char> body)
    {
        var end = body.IndexOf('\n');
        var line = (end < 0 ? body : body[..end]).Trim().ToString();
        return line.Split(' ', '/').Any(Shells.Contains);
    }

    private static string NameOf(string program) => program[(program.LastIndexOf('/') + 1)..];
}
