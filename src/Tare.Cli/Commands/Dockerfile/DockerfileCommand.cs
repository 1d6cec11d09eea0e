using System.CommandLine;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary><c>tare dockerfile</c>: what helps people who write Dockerfiles.</summary>
internal static class DockerfileCommand
{
    internal static Command Create(CommandContext context) => new("dockerfile", "Find and repair the mistakes in a Dockerfile")
    {
        LintCommand.Create(context),
        FixCommand.Create(context),
        InitCommand.Create(context),
    };
}
