using System.CommandLine;
using System.Text;
using Tare.Archives.Packages;
using Tare.Cli.Views;

namespace Tare.Cli.Commands.Package;

/// <summary><c>tare package info</c>.</summary>
internal static class InfoCommand
{
    internal static Command Create(CommandContext context)
    {
        var file = new Argument<string>("file") { Description = "A package: .conda or .tar.bz2" };
        var show = new Option<string>("--show") { Description = "Print one file of the info folder as it is, for example index.json", HelpName = "NAME" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var command = new Command("info", "Show what a package says of itself, without unpacking it.\n\n  tare package info zlib-1.2.13-hd590300_5.conda")
        {
            file, show, json,
        };
        command.SetAction(parsed =>
        {
            var path = Path.Combine(context.WorkingDirectory, parsed.GetRequiredValue(file));
            if (parsed.GetValue(show) is { } name)
            {
                context.Terminal.Output.Write(Encoding.UTF8.GetString(PackageInfo.Read(path, name).Get(name)));
                return (int)ExitStatus.Done;
            }

            var summary = PackageSummary.Read(path);
            if (parsed.GetValue(json))
            {
                JsonText.Write(context.Terminal.Output, summary.WriteJson);
            }
            else
            {
                summary.Write(context.Terminal.Output);
            }

            return (int)ExitStatus.Done;
        });
        return command;
    }
}
