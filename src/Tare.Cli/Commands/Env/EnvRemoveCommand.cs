using System.CommandLine;
using Tare.Cli.Commands.Changes;

namespace Tare.Cli.Commands.Env;

/// <summary><c>tare env remove</c>.</summary>
internal static class EnvRemoveCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("remove", "Remove an environment with everything in it.\n\n  tare env remove -n science --yes");
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target | CondaOptionSet.Confirmation);
        command.SetAction((parsed, stop) =>
        {
            var invocation = shared.Resolve(parsed, context);
            return invocation.IsPrefixNamed ? Task.FromResult((int)EnvironmentRemoval.Run(invocation, context, invocation.Environment(), stop))
                : throw new UsageException("which environment? give -n NAME or -p PATH");
        });
        return command;
    }
}
