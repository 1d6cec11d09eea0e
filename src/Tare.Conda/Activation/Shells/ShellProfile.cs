namespace Tare.Conda.Activation.Shells;

/// <summary>The block that <c>tare init</c> keeps in the start-up file of a shell. The rest of the file is not touched.</summary>
public static class ShellProfile
{
    private const string Begin = "# >>> tare initialize >>>";
    private const string End = "# <<< tare initialize <<<";

    /// <summary>The start-up file of a shell, from the home folder.</summary>
    public static string? FileOf(string shell) => shell switch
    {
        "bash" => ".bashrc",
        "zsh" => ".zshrc",
        "fish" => ".config/fish/config.fish",
        "tcsh" => ".tcshrc",
        "csh" => ".cshrc",
        "xonsh" => ".xonshrc",
        "powershell" or "pwsh" => ".config/powershell/profile.ps1",
        _ => null,
    };

    /// <summary>The text with the block in it: in its old place, or at the end.</summary>
    public static string Add(string text, string shell, string executable)
    {
        var block = $"{Begin}\n{Command(shell, executable)}\n{End}\n";
        if (Find(text) is var (start, length) && length > 0)
        {
            return text[..start] + block + text[(start + length)..];
        }

        return text + (text.Length == 0 || text.EndsWith('\n') ? "" : "\n") + block;
    }

    /// <summary>The text without the block.</summary>
    public static string Remove(string text) => Find(text) is var (start, length) && length > 0 ? text[..start] + text[(start + length)..] : text;

    private static string Command(string shell, string executable) => shell switch
    {
        "fish" => $"test -x {new FishSyntax().Quote(executable)}; and {new FishSyntax().Quote(executable)} shell hook fish | source",
        "powershell" or "pwsh" => $"(& {new PowerShellSyntax().Quote(executable)} shell hook powershell | Out-String) | Invoke-Expression",
        "csh" or "tcsh" => $"if (-x {new CshSyntax().Quote(executable)}) then\n    eval \"`{new CshSyntax().Quote(executable)} shell hook csh`\"\nendif",
        "xonsh" => $"if __import__('os').access({new XonshSyntax().Quote(executable)}, 1):\n    execx($({new XonshSyntax().Quote(executable)} shell hook xonsh))",
        _ => $"if [ -x {new PosixSyntax().Quote(executable)} ]; then eval \"$({new PosixSyntax().Quote(executable)} shell hook {shell})\"; fi",
    };

    private static (int Start, int Length) Find(string text)
    {
        var start = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(End, start, StringComparison.Ordinal);
        if (end < 0)
        {
            return (0, 0);
        }

        end += End.Length;
        return (start, (end < text.Length && text[end] == '\n' ? end + 1 : end) - start);
    }
}
