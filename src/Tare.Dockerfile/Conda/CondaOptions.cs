using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Conda;

/// <summary>The words behind a sub-command, divided as conda's argparse divides them.</summary>
/// <param name="Flags">The options given, letters of a bundle one by one.</param>
/// <param name="Values">The options that take a value, with it.</param>
/// <param name="Positional">What is no option and no value: the specs.</param>
internal sealed record CondaOptions(
    ImmutableArray<string> Flags, ImmutableArray<(string Name, ShellWord Word)> Values, ImmutableArray<ShellWord> Positional)
{
    private static readonly string[] WithValue =
    [
        "-n", "--name", "-p", "--prefix", "-c", "--channel", "-f", "--file", "--solver", "--experimental-solver", "--subdir", "--platform",
        "--repodata-fn", "--clone", "--revision", "--console", "--cwd", "-r", "--root-prefix", "--rc-file", "--override-frozen",
        "--environment-specifier", "--env-spec", "--channel-alias", "--cacert-path", "--log-level", "--category",
    ];

    /// <summary>The option's value is the word behind it.</summary>
    internal static bool TakesNext(string option) => WithValue.Contains(option);

    /// <summary>Divides the words; the letters of <c>clean</c> take no values.</summary>
    internal static CondaOptions Read(ImmutableArray<ShellWord> arguments, bool isClean)
    {
        var flags = ImmutableArray.CreateBuilder<string>(4);
        var values = ImmutableArray.CreateBuilder<(string, ShellWord)>(2);
        var positional = ImmutableArray.CreateBuilder<ShellWord>(0);
        for (var i = 0; i < arguments.Length; i++)
        {
            var (word, text) = (arguments[i], arguments[i].Text);
            if (text is not ['-', ..])
            {
                positional.Add(word);
                continue;
            }

            var (name, value) = text is ['-', '-', ..] ? Long(text) : Letters(text, isClean, flags);
            flags.Add(name);
            if (WithValue.Contains(name) && !(isClean && name.Length == 2))
            {
                if (value is not null)
                {
                    values.Add((name, word with { Text = value }));
                }
                else if (i + 1 < arguments.Length)
                {
                    values.Add((name, arguments[++i]));
                }
            }
        }

        return new CondaOptions(flags.DrainToImmutable(), values.DrainToImmutable(), positional.DrainToImmutable());
    }

    private static (string Name, string? Value) Long(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text, null) : (text[..equals], text[(equals + 1)..]);
    }

    // `-yc NAME`, `-cNAME`, `-c=NAME`: the first letter that takes a value takes the rest. All letters before the last are flags.
    private static (string Name, string? Value) Letters(string text, bool isClean, ImmutableArray<string>.Builder flags)
    {
        for (var i = 1; i < text.Length && char.IsAsciiLetter(text[i]); i++)
        {
            var name = $"-{text[i]}";
            if (i + 1 == text.Length)
            {
                return (name, null);
            }

            if (!isClean && WithValue.Contains(name))
            {
                return (name, text[(i + 1)..].TrimStart('='));
            }

            flags.Add(name);
        }

        return (text, null);
    }
}
