namespace Tare.Conda.Activation;

/// <summary>A command that the environment does not have, or may not run.</summary>
public sealed class CommandNotFoundException(string command, bool isDenied)
    : CondaException(
        isDenied ? $"`{command}` may not be executed" : $"`{command}` is not on the PATH of the environment",
        isDenied ? "chmod +x it" : "install the package that brings it, or give its path")
{
    /// <summary>The file is there, without permission to execute.</summary>
    public bool IsDenied { get; } = isDenied;
}
