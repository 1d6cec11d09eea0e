using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Conda.Prefixes;
using Tare.Conda.Solving.Planning;

namespace Tare.Cli.Commands.Env;

/// <summary><c>tare env update</c>: brings an environment to what an environment.yml says.</summary>
internal static class EnvUpdateCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("update", """
            Bring an environment to what a file says.

              tare env update --file environment.yml --prune
            """);
        var files = new Option<string[]>("--file", "-f") { Description = "The file; environment.yml where none is named", HelpName = "FILE" };
        var prune = new Option<bool>("--prune") { Description = "Let go of what the file does not need" };
        command.Options.Add(files);
        command.Options.Add(prune);
        var solve = SolveOptions.AddTo(command);
        var linking = LinkingOptions.AddTo(command);
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target | CondaOptionSet.Channels | CondaOptionSet.Confirmation);
        command.SetAction((parsed, stop) =>
        {
            var invocation = shared.Resolve(parsed, context);
            var named = parsed.GetValue(files) is { Length: > 0 } given ? given : ["environment.yml"];
            var requested = RequestedPackages.Read([], named, parsed.GetValue(solve.Subdir), invocation);
            var prefix = invocation.IsPrefixNamed || requested.Name is null ? invocation.Prefix : EnvironmentLocator.Locate(invocation.Configuration, requested.Name);
            linking.DemandNotFrozen(new CondaPrefix(prefix), parsed);
            using var changer = new EnvironmentChanger(invocation);
            changer.Recover(prefix, stop);
            var install = linking.Apply(changer.Options(parsed.GetValue(solve.Subdir)), parsed, invocation.Configuration) with
            {
                UpdateSpecs = [.. requested.All.Select(s => s.ToString())],
                Variables = requested.Variables,
                Channels = changer.Channels([.. invocation.Channels, .. requested.Channels], requested),
            };
            var plan = new PlanOptions
            {
                Prefix = prefix,
                Channels = [.. invocation.Channels, .. requested.Channels.Except(invocation.Channels)],
                OverrideChannels = invocation.OverrideChannels || requested.HasNoDefaults,
                Add = requested.All,
            };
            var change = requested.IsExplicit ? changer.Explicit(prefix, requested, ignoresInstalled: false)
                : changer.Solve(solve.Apply(plan, parsed) with { Prune = parsed.GetValue(prune) }, stop);
            if (changer.Carry(change, install, stop))
            {
                changer.InstallPipSections(prefix, requested, install);
            }

            return Task.FromResult((int)ExitStatus.Done);
        });
        return command;
    }
}
