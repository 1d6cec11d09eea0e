using System.CommandLine;
using Tare.Cli.Views.Cleaning;
using Tare.Cli.Views.Progress;
using Tare.Conda.Cleaning;
using Tare.Conda.Configuration;
using Tare.Primitives.Progress;

namespace Tare.Cli.Commands.Caches;

/// <summary><c>tare clean</c>: frees the caches of a conda root. The drop-in for <c>conda clean</c>.</summary>
internal static class CleanCommand
{
    internal static Command Create(CommandContext context)
    {
        var options = new CleanOptions();
        var command = new Command("clean", $"""
            Remove what conda keeps and no environment needs: archives, index caches, unused packages, temporary files, logs.

              {context.ProgramName} clean --all --dry-run
              {context.ProgramName} clean -afy
              {context.ProgramName} clean --max-size 20G --yes
            """);
        options.AddTo(command);
        command.SetAction((parsed, stop) => Task.FromResult((int)Run(context, options.Read(parsed, context.ProgramName), stop)));
        return command;
    }

    private static ExitStatus Run(CommandContext context, CleanRequest request, CancellationToken stop)
    {
        var configuration = CondaConfiguration.Load(CondaHosts.From(context), new ConfigurationOptions { RootPrefix = request.RootPrefix });
        request = CleanDefaults.Apply(request, configuration, context);
        var view = request.Json ? (ICleaningView)new CleaningJsonView(context.Terminal, request.Targets)
            : request.Quiet ? new CleaningQuietView(context.Terminal)
            : new CleaningTextView(context.Terminal, request.Verbose);
        foreach (var option in request.ObsoleteOptions)
        {
            context.Terminal.Error.WriteLine($"warning: `{option}` does nothing any more; locks go with --tempfiles");
        }

        if (request.RootPrefix is { Length: > 0 } root && !Directory.Exists(configuration.Root.Path))
        {
            context.Terminal.Error.WriteLine($"warning: there is no folder `{root}`; check --root-prefix");
        }

        var meter = new ProgressMeter();
        CleaningPlan plan;
        using (ProgressView.Start(context.Terminal, meter, context.Clock, request.Quiet || request.Json))
        {
            plan = CacheCleaning.Plan(CleanScopes.Of(request, configuration), OptionsOf(request, context), meter, stop);
        }

        view.Show(plan);

        // The plan is out before anything goes: a closed output or a full disk stops here.
        context.Terminal.Output.Flush();
        if (request.DryRun)
        {
            view.ShowDryRun(plan);
            return plan.Failed.Count == 0 ? ExitStatus.Done : ExitStatus.Failed;
        }

        return plan.Removals.Count == 0 || Confirm(context, request, stop) ? Act(context, request, view, plan, stop) : ExitStatus.Done;
    }

    private static bool WasAsked(CleanRequest request) => !request.Yes && !request.Json;

    private static bool Confirm(CommandContext context, CleanRequest request, CancellationToken stop)
    {
        // conda's JSON reporter never asks, and programs that read JSON never answer.
        if (!WasAsked(request) || Question.Ask(context, stop))
        {
            return true;
        }

        context.Terminal.Error.WriteLine("\nCondaSystemExit: Exiting.\n");
        return false;
    }

    private static ExitStatus Act(CommandContext context, CleanRequest request, ICleaningView view, CleaningPlan plan, CancellationToken stop)
    {
        var meter = new ProgressMeter();
        CleaningResult result;
        using (ProgressView.Start(context.Terminal, meter, context.Clock, request.Quiet || request.Json))
        {
            result = Cleaner.Run(plan, WasAsked(request) ? SecondLookDepth.EveryFile : SecondLookDepth.FirstFile, meter, stop);
        }

        view.ShowResult(plan, result);
        return result.Failed.Count == 0 && !result.Stopped ? ExitStatus.Done : ExitStatus.Failed;
    }

    private static CleaningOptions OptionsOf(CleanRequest request, CommandContext context) => new()
    {
        Targets = request.Targets,
        Now = context.Clock.GetUtcNow(),
        KeepNewer = request.KeepNewer,
        MaxSize = request.MaxSize,
        WillRemove = !request.DryRun,
    };
}
