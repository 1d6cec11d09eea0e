using Tare.Cli.Views;
using Tare.Conda.Installing;
using Tare.Conda.Prefixes;

namespace Tare.Cli.Commands.Changes;

/// <summary>Takes a whole environment away, as <c>env remove</c> and <c>remove --all</c> do.</summary>
internal static class EnvironmentRemoval
{
    internal static ExitStatus Run(CondaInvocation invocation, CommandContext context, CondaPrefix prefix, CancellationToken stop)
    {
        var configuration = invocation.Configuration;
        if (prefix.Path == configuration.Root.Path)
        {
            throw new UsageException($"`{prefix.Path}` is the root environment, which cannot be removed", "name another environment with -n or -p");
        }

        if (prefix.Path == configuration.Host["CONDA_PREFIX"])
        {
            throw new UsageException($"`{prefix.Path}` is active", $"leave it with `{context.ProgramName} deactivate` first");
        }

        if (!invocation.Json)
        {
            context.Terminal.Output.WriteLine($"Remove all packages in environment {prefix.Path}:");
        }

        if (!invocation.DryRun)
        {
            EnvironmentNotWritableException.DemandPlace(prefix.Path);
            new Confirmation(invocation, context, stop).Ask("Everything found within the environment goes, also what is no package. Proceed");
            EnvironmentDeletion.Delete(prefix.Path);
            EnvironmentRegistry.Remove(configuration, prefix.Path);
        }

        if (invocation.Json)
        {
            JsonDocumentView.Write(context.Terminal, writer =>
            {
                writer.WriteStartObject();
                if (invocation.DryRun)
                {
                    writer.WriteBoolean("dry_run", true);
                }

                writer.WriteString("prefix", prefix.Path);
                writer.WriteBoolean("success", true);
                writer.WriteEndObject();
            });
        }

        return ExitStatus.Done;
    }
}
