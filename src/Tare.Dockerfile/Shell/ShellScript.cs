using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Shell;

/// <summary>
/// A shell script as far as it can be known without running it: the commands in the order they are written.
/// </summary>
/// <param name="Commands">Every simple command, those inside groups, loops and conditions too.</param>
/// <param name="Span">The script in the file.</param>
public sealed record ShellScript(ImmutableArray<SimpleCommand> Commands, TextSpan Span)
{
    /// <summary><c>set -e</c> is called before anything else.</summary>
    public bool SetsExitOnFailure => Commands is [{ Program: "set", Depth: 0 } first, ..]
        && first.Words.Skip(1).Any(w => w.Text is ['-', ..] && w.Text.Contains('e', StringComparison.Ordinal));
}
