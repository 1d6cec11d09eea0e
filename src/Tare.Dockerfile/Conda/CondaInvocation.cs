using Tare.Dockerfile.Shell;
using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Conda;

/// <summary>A call of conda, mamba or micromamba in a script.</summary>
public sealed record CondaInvocation
{
    /// <summary>The command it stands in.</summary>
    public required SimpleCommand Command { get; init; }

    /// <summary><c>conda</c>, <c>mamba</c> or <c>micromamba</c>.</summary>
    public required string Tool { get; init; }

    /// <summary>The word that calls the tool.</summary>
    public required ShellWord Program { get; init; }

    /// <summary>The sub-command: <c>install</c>, <c>env create</c>, <c>clean</c> …; empty where there is none.</summary>
    public required string Subcommand { get; init; }

    /// <summary>The words behind the sub-command.</summary>
    public required IReadOnlyList<ShellWord> Arguments { get; init; }

    /// <summary>It puts packages into an environment.</summary>
    public bool Installs => Subcommand is "install" or "create" or "update" or "upgrade" or "env create" or "env update";

    /// <summary>It cleans caches.</summary>
    public bool Cleans => Subcommand == "clean";

    /// <summary>The options that are single words: <c>-y</c>, <c>--yes</c>, and the letters of <c>-afy</c> one by one.</summary>
    public IEnumerable<string> Flags => Arguments.SelectMany(a => a.Text switch
    {
        ['-', '-', ..] => [a.Text.Split('=')[0]],
        ['-', _, ..] => a.Text[1..].TakeWhile(char.IsAsciiLetter).Select(c => $"-{c}"),
        _ => Enumerable.Empty<string>(),
    });

    /// <summary>One of the options is given.</summary>
    public bool Has(params string[] names) => Flags.Any(names.Contains);

    /// <summary>The values of an option that takes one: <c>-c NAME</c>, <c>--channel NAME</c>, <c>--channel=NAME</c>.</summary>
    public IEnumerable<ShellWord> Values(params string[] names)
    {
        for (var i = 0; i < Arguments.Count; i++)
        {
            var text = Arguments[i].Text;
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (names.Contains(text) && i + 1 < Arguments.Count)
            {
                yield return Arguments[++i];
            }
            else if (equals > 0 && text.StartsWith('-') && names.Contains(text[..equals]))
            {
                yield return Arguments[i] with { Text = text[(equals + 1)..] };
            }
            else if (text.Length > 2 && text[0] == '-' && text[1] != '-' && text.StartsWith("-c", StringComparison.Ordinal) && names.Contains("-c"))
            {
                yield return Arguments[i] with { Text = text[2..] };
            }
        }
    }

    /// <summary>The channels named.</summary>
    public IEnumerable<ShellWord> Channels => Values("-c", "--channel");

    /// <summary>The environment named, by name or by prefix; null for the active one.</summary>
    public ShellWord? Environment => Values("-n", "--name", "-p", "--prefix").FirstOrDefault();

    /// <summary>The files named.</summary>
    public IEnumerable<ShellWord> Files => Values("-f", "--file");

    /// <summary>The package specs.</summary>
    public IEnumerable<ShellWord> Specs => CondaOptions.Positional(Arguments);
}
