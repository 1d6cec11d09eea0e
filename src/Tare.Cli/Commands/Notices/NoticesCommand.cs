using System.CommandLine;
using Tare.Cli.Views;

namespace Tare.Cli.Commands.Notices;

/// <summary><c>conda notices</c>: accepted, so that scripts for conda work. Tare asks no channel for news, so there are none.</summary>
internal static class NoticesCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("notices", "Show the notices of channels: there are none, as Tare does not ask for them.\n\n  tare notices") { Hidden = true };
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Channels);
        command.SetAction(parsed =>
        {
            if (shared.Resolve(parsed, context).Json)
            {
                JsonText.Write(context.Terminal.Output, writer =>
                {
                    writer.WriteStartArray();
                    writer.WriteEndArray();
                });
            }

            return (int)ExitStatus.Done;
        });
        return command;
    }
}
