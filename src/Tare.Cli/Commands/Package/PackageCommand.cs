using System.CommandLine;

namespace Tare.Cli.Commands.Package;

/// <summary><c>tare package</c>: conda package archives by themselves, outside of any environment.</summary>
internal static class PackageCommand
{
    internal static Command Create(CommandContext context) => new("package", "Unpack, look into and write package archives.\n\n  tare package info zlib-1.2.13-hd590300_5.conda")
    {
        ExtractCommand.Create(context),
        InfoCommand.Create(context),
        CreateCommand.Create(context),
    };
}
