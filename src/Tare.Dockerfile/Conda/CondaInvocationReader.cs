using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Conda;

/// <summary>Recognises calls of conda in a script, through <c>sudo</c>, <c>time</c>, <c>env</c> and folders before the name.</summary>
public static class CondaInvocationReader
{
    private static readonly string[] Wrappers = ["sudo", "time", "env", "exec", "command", "nice", "eval", "gosu", "su-exec"];

    /// <summary>The call that a command makes, or null.</summary>
    public static CondaInvocation? Read(SimpleCommand command)
    {
        var words = command.Words;
        if (words.Count == 0 || !(IsTool(words[0].Text) || Wrappers.Contains(words[0].Text)))
        {
            return null;
        }

        var first = 0;
        while (first < words.Count && (Wrappers.Contains(words[first].Text) || (first > 0 && words[first].Text.Contains('=', StringComparison.Ordinal))
            || (first > 0 && words[first].Text is ['-', ..])))
        {
            first++;
        }

        if (first >= words.Count)
        {
            return null;
        }

        if (!IsTool(words[first].Text))
        {
            return null;
        }

        var name = NameOf(words[first].Text);

        var rest = words.Skip(first + 1).ToList();
        var subcommand = TakeSubcommand(rest);
        return new CondaInvocation
        {
            Command = command,
            Tool = name,
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

    private static string TakeSubcommand(List<ShellWord> rest)
    {
        var at = rest.FindIndex(w => w.Text is not ['-', ..]);
        if (at < 0)
        {
            return "";
        }

        var name = rest[at].Text;
        rest.RemoveAt(at);
        if (name == "env" && rest.FindIndex(w => w.Text is not ['-', ..]) is var inner and >= 0)
        {
            name += " " + rest[inner].Text;
            rest.RemoveAt(inner);
        }

        return name;
    }
}
