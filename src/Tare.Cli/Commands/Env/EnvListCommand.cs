using System.CommandLine;
using Tare.Cli.Views;
using Tare.Cli.Views.Conda;

namespace Tare.Cli.Commands.Env;

/// <summary><c>tare env list</c>.</summary>
internal static class EnvListCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("list", "List every environment that is known.\n\n  tare env list --json");
        var size = new Option<bool>("--size") { Description = "Show how many bytes the packages of each hold" };
        command.Options.Add(size);
        var shared = CondaOptions.AddTo(command);
        command.SetAction(parsed => (int)Run(shared.Resolve(parsed, context), parsed.GetValue(size)));
        return command;
    }

    internal static ExitStatus Run(CondaInvocation invocation, bool size)
    {
        var environments = EnvironmentSurvey.Run(invocation);
        var sizes = size ? EnvironmentSurvey.Sizes(environments) : null;
        if (!invocation.Json)
        {
            EnvironmentListView.WriteText(invocation.Context.Terminal, environments, sizes);
            return ExitStatus.Done;
        }

        JsonText.Write(invocation.Context.Terminal.Output, writer =>
        {
            writer.WriteStartObject();
            EnvironmentListView.WriteNames(writer, environments);
            EnvironmentListView.WriteDetails(writer, environments, sizes);
            writer.WriteEndObject();
        });
        return ExitStatus.Done;
    }
}
