using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Conda.Installing;
using Tare.Conda.MatchSpecs;
using Tare.Conda.Prefixes;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;

namespace Tare.Cli.Commands.Remove;

/// <summary><c>tare remove</c>: takes packages, or all of an environment, away.</summary>
internal static class RemoveCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("remove", """
            Take packages, with all that needs them, out of an environment; or the whole environment away.

              tare remove -n science pandas
              tare remove -n science --all --yes
            """);
        command.Aliases.Add("uninstall");
        var specs = new Argument<string[]>("package_name") { Description = "Packages to take out", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "Remove the environment with everything in it" };
        var keep = new Option<bool>("--keep-env") { Description = "With --all: leave an empty environment" };
        var force = new Option<bool>("--force", "--force-remove") { Description = "Take out just what is named, even if others need it" };
        command.Arguments.Add(specs);
        command.Options.Add(all);
        command.Options.Add(keep);
        command.Options.Add(force);
        command.Options.Add(new Option<bool>("--no-pin") { Description = "Accepted: pins never hold back a removal", Hidden = true });
        var linking = LinkingOptions.AddTo(command);
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target | CondaOptionSet.Channels | CondaOptionSet.Confirmation);
        command.SetAction((parsed, stop) =>
        {
            var invocation = shared.Resolve(parsed, context);
            var named = parsed.GetValue(specs) ?? [];
            if (named.Length == 0 && !parsed.GetValue(all))
            {
                throw new UsageException("no package is named", "name packages, or give --all");
            }

            var prefix = linking.Changeable(invocation, parsed);
            if (parsed.GetValue(all) && !parsed.GetValue(keep))
            {
                return Task.FromResult((int)EnvironmentRemoval.Run(invocation, prefix, stop));
            }

            using var changer = new EnvironmentChanger(invocation);
            changer.Recover(prefix.Path, stop);
            var remove = parsed.GetValue(keep) ? [] : named.Select(s => MatchSpec.Parse(s)).ToList();
            var change = parsed.GetValue(keep) ? Emptied(prefix.Path) : changer.Solve(Plan(prefix.Path, remove, parsed.GetValue(force)), stop);
            var install = linking.Apply(changer.Options(null), parsed, invocation.Configuration) with { RemoveSpecs = [.. remove.Select(s => s.ToString())] };
            changer.Carry(change, install, stop);
            return Task.FromResult((int)ExitStatus.Done);
        });
        return command;
    }

    // What is installed is all that is needed to decide; no channel is asked.
    private static PlanOptions Plan(string prefix, IReadOnlyList<MatchSpec> remove, bool force)
    {
        var installed = InstalledPackages.Of(prefix);
        var missing = remove.Where(s => !installed.Any(s.Matches)).ToList();
        if (missing.Count > 0)
        {
            throw PackagesNotFoundException.InEnvironment(missing, prefix);
        }

        return new PlanOptions { Prefix = prefix, Remove = remove, ForceRemove = force, OverrideChannels = true, IgnorePins = true, Update = UpdateModifier.UpdateSpecs };
    }

    private static EnvironmentChange Emptied(string prefix) =>
        new(prefix, [.. InstallationOrder.Sort(InstalledPackages.Of(prefix)).Reverse()], [], []);
}
