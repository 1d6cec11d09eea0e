using Tare.Conda.Configuration;

namespace Tare.Cli.Commands;

/// <summary>What a command's surroundings are to conda.</summary>
internal static class CondaHosts
{
    internal static CondaHost From(CommandContext context)
    {
        var home = context.Environment.GetValueOrDefault("HOME");
        return new CondaHost(
            context.Environment,
            string.IsNullOrEmpty(home) ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) : home,
            context.WorkingDirectory)
        {
            SystemRoot = context.SystemRoot,
            IsAdministrator = Environment.IsPrivilegedProcess,
        };
    }
}
