using System.CommandLine;

namespace Tare.Cli.Commands.Package;

/// <summary><c>tare package</c>: conda package archives by themselves, outside of any environment.</summary>
internal static class PackageCommand
{
    internal static Command Create(CommandContext context) => new("package", "Unpack, look into and write package archives")
    {
        ExtractCommand.Create(context),
        InfoCommand.Create(context),
        CreateCommand.Create(context),
    };
}
