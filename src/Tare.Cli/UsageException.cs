using Tare.Primitives;

namespace Tare.Cli;

/// <summary>A command line that cannot be carried out as written: <see cref="ExitStatus.Usage"/>.</summary>
public sealed class UsageException(string message, string? hint = null) : TareException(message, hint)
{
    /// <summary>The words themselves make no command line; otherwise it is what they ask for, which conda answers with 1.</summary>
    public bool IsSyntax { get; init; }
}
