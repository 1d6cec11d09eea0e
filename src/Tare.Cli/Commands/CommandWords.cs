namespace Tare.Cli.Commands;

/// <summary>Command lines that have to be told apart before options are: conda's <c>shell.NAME</c>, and what comes behind the command of <c>run</c>.</summary>
internal static class CommandWords
{
    private static readonly string[] RunOptionsWithValue = ["-n", "--name", "-p", "--prefix", "--cwd", "--root-prefix"];

    internal static string[] Normalize(string[] words)
    {
        if (words is [var first, ..] && first.StartsWith("shell.", StringComparison.Ordinal))
        {
            return ["shell", .. words.Length > 1 ? new[] { words[1] } : ["hook"], "--shell", first["shell.".Length..], .. words.Skip(2)];
        }

        return words is ["run", ..] ? SeparateRun(words) : words;
    }

    /// <summary>Help is asked for where a shell evaluates the answer: it is for the screen.</summary>
    internal static bool IsHelpInShell(string[] words) => words is ["shell", "activate" or "deactivate", ..] && words.Any(w => w is "--help" or "-h" or "-?");

    // `run -n x python -c 1 --json`: everything from `python` on belongs to python.
    private static string[] SeparateRun(string[] words)
    {
        for (var index = 1; index < words.Length; index++)
        {
            if (words[index] == "--" || words[index] is "--help" or "-h" or "-?")
            {
                return words;
            }

            if (!words[index].StartsWith('-'))
            {
                return [.. words[..index], "--", .. words[index..]];
            }

            if (RunOptionsWithValue.Contains(words[index]))
            {
                index++;
            }
        }

        return words;
    }
}
