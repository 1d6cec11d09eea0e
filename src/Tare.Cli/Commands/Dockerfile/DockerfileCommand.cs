using System.CommandLine;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary><c>tare dockerfile</c>: what helps people who write Dockerfiles.</summary>
internal static class DockerfileCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("dockerfile", """
            Find and repair the mistakes in a Dockerfile, or write a new one.

              tare dockerfile lint
              tare dockerfile fix --write
              tare dockerfile init -f environment.yml --for api
            """);
        command.Subcommands.Add(LintCommand.Create(context));
        command.Subcommands.Add(FixCommand.Create(context));
        command.Subcommands.Add(InitCommand.Create(context));
        return command;
    }
}
