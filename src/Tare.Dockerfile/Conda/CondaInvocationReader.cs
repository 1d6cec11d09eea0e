using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Conda;

/// <summary>Recognises calls of conda in a script, through <c>sudo</c>, <c>time</c>, <c>env</c> and folders before the name.</summary>
public static class CondaInvocationReader
{
    /// <summary>The call that a command makes, or null.</summary>
    public static CondaInvocation? Read(SimpleCommand command)
    {
        var words = command.Words;
        var first = CommandPrefix.Length(words);
        if (first >= words.Length || !IsTool(words[first].Text))
        {
            return null;
        }

        var rest = words[(first + 1)..];
        var word = TakeWord(ref rest);
        var inner = word?.Text == "env" ? TakeWord(ref rest) : null;
        return new CondaInvocation
        {
            Command = command,
            Tool = NameOf(words[first].Text),
            Program = words[first],
            Subcommand = inner is null ? word?.Text ?? "" : $"env {inner.Text}",
            SubcommandWord = inner ?? word ?? words[first],
            Arguments = rest,
        };
    }

    /// <summary>A word is the name or the path of conda, mamba or micromamba.</summary>
    public static bool IsTool(string word) => word.AsSpan(word.LastIndexOf('/') + 1) is "conda" or "mamba" or "micromamba" or "conda.exe";

    /// <summary>All calls in a script.</summary>
    public static IEnumerable<CondaInvocation> Read(ShellScript? script) =>
        script is null ? [] : script.Commands.Select(Read).OfType<CondaInvocation>();

    private static string NameOf(string word) => word[(word.LastIndexOf('/') + 1)..];

    // The first word that is no option and no value of one; null where there is none.
    private static ShellWord? TakeWord(ref ImmutableArray<ShellWord> rest)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            var word = rest[i];
            if (word.Text is not ['-', ..])
            {
                rest = rest.RemoveAt(i);
                return word;
            }

            i += CondaOptions.TakesNext(word.Text) ? 1 : 0;
        }

        return null;
    }
}
