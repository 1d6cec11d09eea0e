using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Conda.Checking;
using Tare.Conda.Fetching;
using Tare.Conda.Installing;
using Tare.Conda.Prefixes;
using Tare.Conda.Solving.Planning;

namespace Tare.Cli.Commands.Doctor;

/// <summary><c>tare doctor</c>: is an environment what its records say, and make it so.</summary>
internal static class DoctorCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("doctor", """
            Compare an environment with its records: missing and altered files, stale records, broken links.

              tare doctor -n science
              tare doctor -n science --fix
            """);
        var fix = new Option<bool>("--fix") { Description = "Install damaged packages again, and take stale records away" };
        command.Options.Add(fix);
        var linking = LinkingOptions.AddTo(command);
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target | CondaOptionSet.Channels | CondaOptionSet.Confirmation);
        command.SetAction((parsed, stop) =>
        {
            var invocation = shared.Resolve(parsed, context);
            var prefix = invocation.Environment();
            var problems = EnvironmentCheck.Run(prefix, stop);
            if (!parsed.GetValue(fix) || problems.Count == 0)
            {
                new HealthView(context.Terminal).Write(prefix.Path, problems, invocation.Json);
                return Task.FromResult((int)(problems.Count == 0 ? ExitStatus.Done : ExitStatus.Failed));
            }

            linking.DemandNotFrozen(prefix, parsed);
            if (!invocation.Json)
            {
                new HealthView(context.Terminal).Write(prefix.Path, problems, json: false);
            }

            using var changer = new EnvironmentChanger(invocation, context);
            changer.Recover(prefix.Path, stop);
            if (!invocation.DryRun)
            {
                EnvironmentRepair.RemoveStaleRecords(prefix, problems);
                Reinstall(prefix, problems, (invocation, linking.Apply(changer.Options(null), parsed, invocation.Configuration), changer), stop);
            }

            var left = EnvironmentCheck.Run(prefix, stop);
            new HealthView(context.Terminal).Write(prefix.Path, left, invocation.Json);
            return Task.FromResult((int)(left.Count == 0 ? ExitStatus.Done : ExitStatus.Failed));
        });
        return command;
    }

    private static void Reinstall(
        CondaPrefix prefix, IReadOnlyList<HealthProblem> problems, (CondaInvocation Invocation, InstallOptions Options, EnvironmentChanger Changer) call, CancellationToken stop)
    {
        var damaged = EnvironmentRepair.DamagedPackages(prefix, problems);
        if (damaged.Count > 0)
        {
            // A hard link that was written through has altered the cache too.
            new PackageCaches(call.Invocation.Configuration.PkgsDirs).Forget(damaged);
            var change = new EnvironmentChange(prefix.Path, damaged, damaged, InstalledPackages.Of(prefix.Path));
            call.Changer.Install(change, call.Options with { Channels = call.Changer.Channels(call.Invocation.Channels) }, stop);
        }
    }
}
