using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Conda.Installing;

namespace Tare.Cli.Commands.Env;

/// <summary><c>tare env remove</c>.</summary>
internal static class EnvRemoveCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("remove", "Remove an environment with everything in it.\n\n  tare env remove -n science --yes");
        var overrideFrozen = new Option<bool>("--override-frozen") { Description = "Remove the environment even if it is marked as frozen" };
        command.Options.Add(overrideFrozen);
        command.Options.Add(new Option<string?>("--solver") { Description = "Accepted for conda's sake", Hidden = true });
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target | CondaOptionSet.Confirmation);
        command.SetAction((parsed, stop) =>
        {
            var invocation = shared.Resolve(parsed, context);
            if (!invocation.IsPrefixNamed)
            {
                throw new UsageException("no environment is named", "give -n NAME or -p PATH");
            }

            var prefix = invocation.Environment();
            if (prefix.IsFrozen && !parsed.GetValue(overrideFrozen))
            {
                throw new FrozenEnvironmentException(prefix);
            }

            return Task.FromResult((int)EnvironmentRemoval.Run(invocation, prefix, stop));
        });
        return command;
    }
}
