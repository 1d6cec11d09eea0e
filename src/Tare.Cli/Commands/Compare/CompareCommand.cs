using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Cli.Views;
using Tare.Conda.Prefixes;

namespace Tare.Cli.Commands.Compare;

/// <summary><c>tare compare</c>: does an environment hold what a file asks for.</summary>
internal static class CompareCommand
{
    private const string Same = "Success. All the packages in the specification file are present in the environment with matching version and build string.";

    internal static Command Create(CommandContext context)
    {
        var command = new Command("compare", "Compare an environment with a file; 1 where they differ.\n\n  tare compare -n science environment.yml");
        var file = new Argument<string>("FILE") { Description = "The environment.yml" };
        command.Arguments.Add(file);
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Target);
        command.SetAction(parsed =>
        {
            var invocation = shared.Resolve(parsed, context);
            var prefix = invocation.Environment();
            var requested = RequestedPackages.Read([], [parsed.GetValue(file)!], null, invocation);
            var installed = PythonDistributions.Merge(prefix, prefix.Records().Records);
            var differences = PackageComparison.Differences(requested, [.. installed.Select(InstalledPackages.ToRepoData)]);
            Show(invocation, differences.Count > 0 ? differences : [Same]);
            return (int)(differences.Count > 0 ? ExitStatus.Failed : ExitStatus.Done);
        });
        return command;
    }

    private static void Show(CondaInvocation invocation, IReadOnlyList<string> lines)
    {
        if (!invocation.Json)
        {
            invocation.Context.Terminal.Output.WriteLine(string.Join('\n', lines));
            return;
        }

        JsonText.Write(invocation.Context.Terminal.Output, writer =>
        {
            writer.WriteStartArray();
            foreach (var line in lines)
            {
                writer.WriteStringValue(line);
            }

            writer.WriteEndArray();
        });
    }
}
