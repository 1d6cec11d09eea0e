namespace Tare.Conda.Activation;

/// <summary>A command that the environment does not have, or may not run.</summary>
public sealed class CommandNotFoundException(string command, bool isDenied)
    : CondaException(
        isDenied ? $"`{command}` may not be executed"
            : command.Contains('/', StringComparison.Ordinal) ? $"there is no `{command}`" : $"`{command}` is not on the PATH of the environment",
        isDenied ? "chmod +x it" : "install the package that brings it, or give its path")
{
    /// <summary>The exit status by which shells tell this: 126 where the file is there without permission to execute, else 127.</summary>
    public int ExitStatus { get; } = isDenied ? 126 : 127;
}
