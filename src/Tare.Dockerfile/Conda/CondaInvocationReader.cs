using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Conda;

/// <summary>Recognises calls of conda in a script, through <c>sudo</c>, <c>time</c>, <c>env</c> and folders before the name.</summary>
public static class CondaInvocationReader
{
    /// <summary>The call that a command makes, or null.</summary>
    public static CondaInvocation? Read(SimpleCommand command)
    {
        var words = command.Words;
        var first = 0;
        while (first < words.Length && (IsWrapper(words[first].Text) || (first > 0 && (words[first].Text is ['-', ..] || words[first].Text.Contains('=', StringComparison.Ordinal)))))
        {
            first++;
        }

        if (first >= words.Length || !IsTool(words[first].Text))
        {
            return null;
        }

        var rest = words[(first + 1)..];
        var subcommand = TakeSubcommand(ref rest);
        return new CondaInvocation
        {
            Command = command,
            Tool = NameOf(words[first].Text),
            Program = words[first],
            Subcommand = subcommand,
            Arguments = rest,
        };
    }

    /// <summary>A word is the name or the path of conda, mamba or micromamba.</summary>
    public static bool IsTool(string word) => word.AsSpan(word.LastIndexOf('/') + 1) is "conda" or "mamba" or "micromamba" or "conda.exe";

    /// <summary>All calls in a script.</summary>
    public static IEnumerable<CondaInvocation> Read(ShellScript? script) =>
        script is null ? [] : script.Commands.Select(Read).OfType<CondaInvocation>();

    private static string NameOf(string word) => word[(word.LastIndexOf('/') + 1)..];

    private static bool IsWrapper(string word) =>
        word is "sudo" or "time" or "env" or "exec" or "command" or "nice" or "eval" or "gosu" or "su-exec";

    private static string TakeSubcommand(ref ImmutableArray<ShellWord> rest)
    {
        var name = TakeWord(ref rest);
        return name == "env" && TakeWord(ref rest) is { Length: > 0 } inner ? $"env {inner}" : name;
    }

    // The first word that is no option; empty where there is none.
    private static string TakeWord(ref ImmutableArray<ShellWord> rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i].Text is { } word and not ['-', ..])
            {
                rest = rest.RemoveAt(i);
                return word;
            }
        }

        return "";
    }
}
