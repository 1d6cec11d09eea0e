using System.CommandLine;

namespace Tare.Cli.Commands;

/// <summary>Long options may be cut short as long as only one begins so, as conda's parser allows: <c>--tar</c> for <c>--tarballs</c>.</summary>
internal static class Abbreviations
{
    /// <summary>The words with such options written out. Nothing behind a bare <c>--</c> is touched.</summary>
    internal static string[] Expand(string[] words, Command root)
    {
        var expanded = (string[])words.Clone();
        var command = root;
        for (var i = 0; i < words.Length && words[i] != "--" && command.TreatUnmatchedTokensAsErrors; i++)
        {
            if (command.Subcommands.FirstOrDefault(c => c.Name == words[i] || c.Aliases.Contains(words[i])) is { } inner)
            {
                command = inner;
            }
            else if (words[i].StartsWith("--", StringComparison.Ordinal))
            {
                expanded[i] = Expand(words[i], command);
            }
        }

        return expanded;
    }

    private static string Expand(string word, Command command)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = equals < 0 ? (word, "") : (word[..equals], word[equals..]);
        var names = command.Options.SelectMany(o => o.Aliases.Prepend(o.Name), (o, n) => (Option: o, Name: n)).ToArray();
        if (names.Any(n => n.Name == name))
        {
            return word;
        }

        var matches = names.Where(n => n.Name.StartsWith(name, StringComparison.Ordinal)).DistinctBy(n => n.Option).ToArray();
        return matches.Length switch
        {
            0 => word,
            1 => matches[0].Name + value,
            _ => throw new UsageException($"`{name}` could be {string.Join(" or ", matches.Select(m => m.Name))}"),
        };
    }
}
