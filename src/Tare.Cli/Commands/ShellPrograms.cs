namespace Tare.Cli.Commands;

/// <summary>What shells are told to call.</summary>
internal static class ShellPrograms
{
    /// <summary>The absolute path of this program.</summary>
    internal static string Executable(CommandContext context) => context.Environment.GetValueOrDefault("TARE_EXE") is { Length: > 0 } named
        ? named
        : Environment.ProcessPath ?? context.ProgramName;
}
