using Tare.Cli.Views.Conda;
using Tare.Conda.Installing;
using Tare.Conda.Prefixes;
using Tare.Conda.Solving;
using Tare.Conda.Solving.Planning;

namespace Tare.Cli.Commands.Changes;

/// <summary>Takes a whole environment away, as <c>env remove</c> and <c>remove --all</c> do.</summary>
internal static class EnvironmentRemoval
{
    internal static ExitStatus Run(CondaInvocation invocation, CondaPrefix prefix, CancellationToken stop)
    {
        var (configuration, context) = invocation;
        if (prefix.Path == configuration.Root.Path)
        {
            throw new UsageException($"`{prefix.Path}` is the root environment, which cannot be removed", "name another environment with -n or -p");
        }

        if (prefix.Path == configuration.Host["CONDA_PREFIX"])
        {
            throw new UsageException($"`{prefix.Path}` is active", $"leave it with `{context.ProgramName} deactivate` first");
        }

        var packages = InstallationOrder.Sort(InstalledPackages.Of(prefix.Path));
        var view = new ChangeView(context.Terminal, configuration, new EnvironmentChange(prefix.Path, [.. packages.Reverse()], [], []));
        if (invocation.ShowsPlans)
        {
            context.Terminal.Output.WriteLine($"Remove all packages in environment {prefix.Path}:");
            view.WriteTable();
        }

        if (!invocation.DryRun)
        {
            EnvironmentNotWritableException.DemandPlace(prefix.Path);
            new Confirmation(invocation, stop).Ask("Everything found within the environment goes, also what is no package. Proceed");
            EnvironmentDeletion.Delete(prefix.Path);
            EnvironmentRegistry.Remove(configuration, prefix.Path);
        }

        if (invocation.Json)
        {
            view.WriteJson(invocation.DryRun, isNew: true);
        }

        return ExitStatus.Done;
    }
}
