using Tare.Dockerfile.Syntax;

namespace Tare.Dockerfile.Shell;

/// <summary>One program call of a script: assignments, words, redirections (POSIX shell, "Simple Commands").</summary>
public sealed record SimpleCommand
{
    /// <summary>From the first to the last word, assignments and redirections included.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required ImmutableArray<ShellWord> Words { get; init; }

    /// <summary><c>NAME=value</c> words before the program.</summary>
    public ImmutableArray<ShellWord> Assignments { get; init; } = [];

    /// <summary>The redirections.</summary>
    public IReadOnlyList<ShellRedirection> Redirections { get; init; } = [];

    /// <summary>What joins the command to the one before.</summary>
    public ShellOperator Before { get; init; }

    /// <summary>How many subshells and groups it stands in.</summary>
    public int Depth { get; init; }

    /// <summary>
    /// Which of the scripts handed to another shell (<c>bash -c "…"</c>) it stands in, counted from 1; 0 for the script itself. Such a
    /// script's commands stand in the place of the call.
    /// </summary>
    public int Inner { get; init; }

    /// <summary>The call of that other shell, without the script: <c>bash -lc</c>; empty for the script itself.</summary>
    public string InnerShell { get; init; } = "";

    /// <summary>It may not run although the script goes well: inside <c>if</c>, <c>case</c> or a loop, in a function, behind <c>||</c>.</summary>
    public bool IsConditional { get; init; }

    /// <summary>It, or the pipe it stands in, stands behind <c>!</c>: its failure is success.</summary>
    public bool IsNegated { get; init; }

    /// <summary>The program's name without its folder; empty where a variable decides.</summary>
    public string Program => field ??= Words.Length == 0 ? "" : Words[0].Text[(Words[0].Text.LastIndexOf('/') + 1)..];
}
