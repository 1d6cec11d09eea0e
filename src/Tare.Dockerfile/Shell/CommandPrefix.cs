namespace Tare.Dockerfile.Shell;

/// <summary>The programs that start another one named behind them: <c>sudo -u user conda …</c>, <c>timeout 60 conda …</c>.</summary>
internal static class CommandPrefix
{
    // Who runs the program, and with which variables: another call needs the same.
    private static readonly string[] Decisive = ["sudo", "gosu", "su-exec", "env"];

    /// <summary>How many words stand before the program that is meant; all of them where there is none.</summary>
    internal static int Length(ImmutableArray<ShellWord> words)
    {
        var at = 0;
        while (at < words.Length && IsWrapper(words[at].Text))
        {
            at = EndOf(words, at);
        }

        return at;
    }

    /// <summary>The words of the prefix that another call by the same user, with the same variables, needs too.</summary>
    internal static IEnumerable<ShellWord> ForAnother(ImmutableArray<ShellWord> words)
    {
        for (var at = 0; at < words.Length && IsWrapper(words[at].Text);)
        {
            var end = EndOf(words, at);
            for (var i = at; i < end && Decisive.Contains(words[at].Text); i++)
            {
                yield return words[i];
            }

            at = end;
        }
    }

    // Behind the wrapper, its options with their values, what it takes besides, and variables.
    private static int EndOf(ImmutableArray<ShellWord> words, int wrapper)
    {
        var name = words[wrapper].Text;
        var at = wrapper + 1;
        while (at < words.Length && (words[at].Text is ['-', ..] || words[at].Text.Contains('=', StringComparison.Ordinal)))
        {
            at += TakesNext(name, words[at].Text) ? 2 : 1;
        }

        return Math.Min(words.Length, at + (name is "gosu" or "su-exec" or "timeout" ? 1 : 0));
    }

    private static bool IsWrapper(string word) => word is "sudo" or "time" or "env" or "exec" or "command" or "nice" or "eval" or "gosu" or "su-exec"
        or "timeout" or "xargs" or "nohup" or "stdbuf" or "ionice";

    private static bool TakesNext(string wrapper, string option) => wrapper switch
    {
        "sudo" => option is "-u" or "-g" or "-h" or "-p" or "-C" or "-D" or "-R" or "-T" or "-U" or "--user" or "--group",
        "env" => option is "-u" or "-C" or "--unset" or "--chdir",
        "nice" => option is "-n",
        "timeout" => option is "-k" or "-s",
        "xargs" => option is "-n" or "-I" or "-P" or "-L" or "-a" or "-d" or "-s" or "-E",
        "stdbuf" => option is "-i" or "-o" or "-e",
        "ionice" => option is "-c" or "-n",
        _ => false,
    };
}
