using Tare.Cli.Commands.Dockerfile;

namespace Tare.Cli.Commands;

/// <summary>Every command of Tare, in the order of <c>tare --help</c>.</summary>
internal static class CommandTable
{
    internal static readonly CommandEntry[] All =
    [
        new("dockerfile", "Find and repair the mistakes in a Dockerfile", DockerfileCommand.Create),
    ];
}
