using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Conda.Checking;
using Tare.Conda.Fetching;
using Tare.Conda.Installing;
using Tare.Conda.Prefixes;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;

namespace Tare.Cli.Commands.Doctor;

/// <summary><c>tare doctor</c>: is an environment what its records say, and make it so.</summary>
internal static class DoctorCommand
{
    private readonly record struct Call(CondaInvocation Invocation, InstallOptions Options, EnvironmentChanger Changer);

    internal static Command Create(CommandContext context)
    {
        var command = new Command("doctor", """
            Compare an environment with its records: missing and altered files, stale records, broken links, leftovers.

              tare doctor -n science
              tare doctor -n science --fix
            """);
        command.Aliases.Add("check");
        var checks = new Argument<string[]>("NAME") { Arity = ArgumentArity.ZeroOrMore, Description = "The checks to make; all where none is named" };
        var list = new Option<bool>("--list") { Description = "Name the checks" };
        var fix = new Option<bool>("--fix", "--heal") { Description = "Install damaged packages again and what is missing, take leftovers away" };
        command.Arguments.Add(checks);
        command.Options.Add(list);
        command.Options.Add(fix);
        var linking = LinkingOptions.AddTo(command);
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target | CondaOptionSet.Channels | CondaOptionSet.Confirmation);
        command.SetAction((parsed, stop) =>
        {
            if (parsed.GetValue(list))
            {
                context.Terminal.Output.WriteLine(string.Join('\n', HealthChecks.Lines()));
                return Task.FromResult((int)ExitStatus.Done);
            }

            var invocation = shared.Resolve(parsed, context);
            var prefix = invocation.Environment();
            var names = parsed.GetValue(checks) ?? [];
            var problems = Check(prefix, invocation, names, stop);
            var view = new HealthView(context.Terminal);
            if (parsed.GetValue(fix) && problems.Count > 0)
            {
                linking.DemandNotFrozen(prefix, parsed);
                if (!invocation.Json)
                {
                    view.Write(prefix.Path, problems, json: false);
                }

                using var changer = new EnvironmentChanger(invocation, context);
                Fix(prefix, problems, new Call(invocation, linking.Apply(changer.Options(null), parsed, invocation.Configuration), changer), stop);
                problems = Check(prefix, invocation, names, stop);
            }

            view.Write(prefix.Path, problems, invocation.Json);
            if (!invocation.Json)
            {
                view.Advise(problems, wasFixed: parsed.GetValue(fix));
            }

            return Task.FromResult((int)(problems.Count == 0 ? ExitStatus.Done : ExitStatus.Failed));
        });
        return command;
    }

    private static IReadOnlyList<HealthProblem> Check(CondaPrefix prefix, CondaInvocation invocation, string[] names, CancellationToken stop) =>
        HealthChecks.Select([.. EnvironmentCheck.Run(prefix, stop), .. SurroundingsCheck.Run(prefix, invocation.Configuration)], names);

    private static void Fix(CondaPrefix prefix, IReadOnlyList<HealthProblem> problems, Call call, CancellationToken stop)
    {
        call.Changer.Recover(prefix.Path, stop);
        if (call.Invocation.DryRun)
        {
            return;
        }

        EnvironmentRepair.RemoveStaleRecords(prefix, problems);
        EnvironmentRepair.TidySurroundings(prefix, problems, call.Invocation.Configuration);
        var options = call.Options with { Channels = call.Changer.Channels(call.Invocation.Channels) };
        if (EnvironmentRepair.MissingDependencies(problems) is { Count: > 0 } missing)
        {
            var plan = new PlanOptions { Prefix = prefix.Path, Channels = call.Invocation.Channels, OverrideChannels = call.Invocation.OverrideChannels, Add = missing, Update = UpdateModifier.UpdateSpecs };
            call.Changer.Install(call.Changer.Solve(plan, stop) with { Requested = new Dictionary<string, Tare.Conda.MatchSpecs.MatchSpec>() }, options, stop);
        }

        Reinstall(prefix, problems, call with { Options = options }, stop);
    }

    private static void Reinstall(CondaPrefix prefix, IReadOnlyList<HealthProblem> problems, Call call, CancellationToken stop)
    {
        var damaged = EnvironmentRepair.DamagedPackages(prefix, problems);
        if (damaged.Count > 0)
        {
            // A hard link that was written through has altered the cache too.
            new PackageCaches(call.Invocation.Configuration.PkgsDirs).Forget(damaged);
            call.Changer.Install(new EnvironmentChange(prefix.Path, damaged, damaged, InstalledPackages.Of(prefix.Path)), call.Options, stop);
        }
    }
}
