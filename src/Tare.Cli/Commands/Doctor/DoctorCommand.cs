using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Cli.Views.Conda;
using Tare.Conda.Checking;
using Tare.Conda.Prefixes;

namespace Tare.Cli.Commands.Doctor;

/// <summary><c>tare doctor</c>: is an environment what its records say, and make it so.</summary>
internal static class DoctorCommand
{
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
                if (!invocation.Json && !invocation.DryRun)
                {
                    view.Write(prefix.Path, problems, json: false);
                }

                using var changer = new EnvironmentChanger(invocation);
                var options = linking.Apply(changer.Options(null), parsed, invocation.Configuration) with { Channels = changer.Channels(invocation.Channels) };
                new HealthRepairs(prefix, invocation, changer, options).Run(() => Check(prefix, invocation, names, stop), stop);
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
}
