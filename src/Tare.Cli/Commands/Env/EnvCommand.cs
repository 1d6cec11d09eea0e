using System.CommandLine;
using Tare.Cli.Commands.Create;
using Tare.Cli.Commands.Export;

namespace Tare.Cli.Commands.Env;

/// <summary><c>tare env …</c>.</summary>
internal static class EnvCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("env", "List environments and change what belongs to them.\n\n  tare env list");
        command.Subcommands.Add(EnvListCommand.Create(context));
        command.Subcommands.Add(CreateCommand.Configure(new Command("create", "Make an environment from a file.\n\n  tare env create --file environment.yml"), context, ["environment.yml"]));
        command.Subcommands.Add(EnvUpdateCommand.Create(context));
        command.Subcommands.Add(EnvRemoveCommand.Create(context));
        command.Subcommands.Add(ExportCommand.Create(context));
        command.Subcommands.Add(EnvVariablesCommand.Create(context));
        return command;
    }
}
