using Tare.Dockerfile.Conda;
using Tare.Dockerfile.Shell;

namespace Tare.Dockerfile.Linting;

/// <summary>Which environment a command of a RUN works on, by its name; empty for the base environment and where nothing tells.</summary>
internal static class ActiveEnvironment
{
    internal static string Of(RunStep run, SimpleCommand command)
    {
        if (CondaInvocationReader.Read(command) is { Environment: { } named })
        {
            return NameOf(named.Text);
        }

        var program = command.Words.Length > 0 ? command.Words[0].Text : "";
        if (program.Contains("/envs/", StringComparison.Ordinal))
        {
            return NameOf(program[..Math.Max(program.IndexOf("/bin/", StringComparison.Ordinal), 0)]);
        }

        // What another shell activates ends with it; what was active before, it inherits.
        var activated = run.Script.Commands.TakeWhile(c => !ReferenceEquals(c, command)).Where(c => c.Inner == 0 || c.Inner == command.Inner).Select(Activated).LastOrDefault(n => n is not null);
        return activated ?? NameOf(OptionOf(run.Instruction.Shell ?? []));
    }

    // `conda activate NAME`, `source activate NAME`; null where the command is none of them.
    private static string? Activated(SimpleCommand command)
    {
        var words = command.Words.Select(w => w.Text).ToArray();
        return words is [_, "activate", ..] or [_, "deactivate", ..] && (words[0] is "source" or "." || CondaInvocationReader.IsTool(words[0]))
            ? NameOf(words[1] == "activate" && words.Length > 2 ? words[2] : "")
            : null;
    }

    private static string OptionOf(IReadOnlyList<string> shell)
    {
        var at = shell.Count > 0 && CondaInvocationReader.IsTool(shell[0]) ? shell.ToList().FindIndex(w => w is "-n" or "--name" or "-p" or "--prefix") : -1;
        return at >= 0 && at + 1 < shell.Count ? shell[at + 1] : "";
    }

    private static string NameOf(string environment)
    {
        var name = environment.TrimEnd('/').Split('/')[^1];
        return name is "base" or "root" || (environment.StartsWith('/') && !environment.Contains("/envs/", StringComparison.Ordinal) && CondaPaths.IsPrefix(environment)) ? "" : name;
    }
}
