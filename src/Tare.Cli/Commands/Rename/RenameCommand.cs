using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Cli.Views;
using Tare.Cli.Views.Progress;
using Tare.Conda.Prefixes;
using Tare.Conda.Relocation;
using Tare.Conda.Transactions;
using Tare.Primitives.Progress;

namespace Tare.Cli.Commands.Rename;

/// <summary><c>tare rename</c>: gives an environment another name or path.</summary>
internal static class RenameCommand
{
    internal static Command Create(CommandContext context)
    {
        var command = new Command("rename", """
            Give an environment another name or path.

              tare rename -n science research
              tare rename -p ./env ./old-env
            """);
        var destination = new Argument<string>("destination") { Description = "The new name, or a path with a `/`" };
        var force = new Option<bool>("--force") { Description = "As --yes", Hidden = true };
        command.Arguments.Add(destination);
        command.Options.Add(force);
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target | CondaOptionSet.Confirmation);
        command.SetAction((parsed, stop) =>
        {
            var invocation = shared.Resolve(parsed, context);
            var source = Path.TrimEndingDirectorySeparator(invocation.Environment().Path);
            var target = EnvironmentPlace.Of(parsed.GetValue(destination)!, invocation.Configuration);
            var replaces = invocation.Configuration.AlwaysYes == true || parsed.GetValue(force);
            Rename(source, target, replaces, invocation, stop);
            Show(source, target, invocation);
            return Task.FromResult((int)ExitStatus.Done);
        });
        return command;
    }

    private static void Rename(string source, string target, bool replaces, CondaInvocation invocation, CancellationToken stop)
    {
        var context = invocation.Context;
        var meter = new ProgressMeter();
        var renaming = new EnvironmentRenaming(invocation.Configuration, meter, message => context.Terminal.Error.WriteLine($"warning: {message}"));
        renaming.Check(source, target, replaces);
        if (!invocation.DryRun)
        {
            EnvironmentNotWritableException.DemandContent(source);
            EnvironmentNotWritableException.DemandPlace(source);
            EnvironmentNotWritableException.DemandPlace(target);
            TransactionRunner.Recover(source, stop);
            using var progress = ProgressView.Start(context.Terminal, meter, context.Clock, invocation.Configuration.Quiet || invocation.Json);
            renaming.Run(source, target, stop);
        }
    }

    private static void Show(string source, string target, CondaInvocation invocation)
    {
        if (invocation.Json)
        {
            JsonText.Write(invocation.Context.Terminal.Output, writer =>
            {
                writer.WriteStartObject();
                if (invocation.DryRun)
                {
                    writer.WriteBoolean("dry_run", true);
                }

                writer.WriteString("dst_prefix", target);
                writer.WriteString("src_prefix", source);
                writer.WriteBoolean("success", true);
                writer.WriteEndObject();
            });
        }
        else if (!invocation.Configuration.Quiet)
        {
            invocation.Context.Terminal.Error.WriteLine(invocation.DryRun ? $"`{source}` would become `{target}`" : $"`{source}` is `{target}` now");
        }
    }
}
