using System.CommandLine;

namespace Tare.Cli.Commands.Env;

/// <summary><c>tare env …</c>.</summary>
internal static class EnvCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("env", "List environments and change what belongs to them.\n\n  tare env list");
        command.Subcommands.Add(EnvListCommand.Create(context));
        return command;
    }
}
