using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Conda;

/// <summary>A call of pip in a script, also as <c>python -m pip</c> and behind <c>conda run</c>.</summary>
/// <param name="Command">The command it stands in.</param>
/// <param name="Subcommand">The word of the sub-command: <c>install</c>, <c>cache</c> …</param>
/// <param name="Arguments">The words behind the sub-command.</param>
public sealed record PipInvocation(SimpleCommand Command, ShellWord Subcommand, ImmutableArray<ShellWord> Arguments)
{
    private static readonly System.Buffers.SearchValues<char> VersionCharacters = System.Buffers.SearchValues.Create("0123456789.");

    private static readonly string[] WithValue =
    [
        "-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-t", "--target", "-i", "--index-url", "--extra-index-url", "-f",
        "--find-links", "--prefix", "--root", "--platform", "--python-version", "--timeout", "--retries", "--trusted-host", "--src",
        "--no-binary", "--only-binary", "--global-option", "--install-option", "--config-settings", "--progress-bar", "--cache-dir",
    ];

    /// <summary>The requirements named on the line, without files and options.</summary>
    public IEnumerable<ShellWord> Requirements
    {
        get
        {
            for (var i = 0; i < Arguments.Length; i++)
            {
                if (Arguments[i].Text is not ['-', ..])
                {
                    yield return Arguments[i];
                }
                else if (WithValue.Contains(Arguments[i].Text))
                {
                    i++;
                }
            }
        }
    }

    /// <summary>The call that a command makes, or null.</summary>
    public static PipInvocation? Read(SimpleCommand command)
    {
        var words = command.Words;
        for (var i = 0; i < words.Length; i++)
        {
            if (!IsPip(words, i))
            {
                continue;
            }

            var at = i + 1;
            while (at < words.Length && words[at].Text is ['-', ..])
            {
                at++;
            }

            return at < words.Length ? new PipInvocation(command, words[at], words[(at + 1)..]) : null;
        }

        return null;
    }

    // `pip` counts where a program stands: first, behind `python -m`, behind sudo or `conda run … `; not as an argument of install.
    private static bool IsPip(ImmutableArray<ShellWord> words, int i)
    {
        var text = words[i].Text;
        if (!text.Contains("pip", StringComparison.Ordinal))
        {
            return false;
        }

        var name = text.AsSpan(text.LastIndexOf('/') + 1);
        if (!name.StartsWith("pip", StringComparison.Ordinal) || name[3..].IndexOfAnyExcept(VersionCharacters) >= 0)
        {
            return false;
        }

        var before = words.Take(i).Select(w => w.Text).ToArray();
        return before.Length == 0
            || before[^1] == "-m"
            || before.All(b => b is "sudo" or "env" or "time" or "exec" || b.Contains('=', StringComparison.Ordinal) || b is ['-', ..])
            || (CondaInvocationReader.IsTool(before[0]) && before.Contains("run"));
    }
}
