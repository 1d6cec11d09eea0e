using System.CommandLine;
using Tare.Cli.Commands.Changes;
using Tare.Cli.Views;
using Tare.Conda.EnvironmentFiles;
using Tare.Conda.Installing;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;

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
            var requested = RequestedPackages.Read([], [parsed.GetValue(file)!], null, (invocation, context));
            var differences = Differences(requested.Dependencies, InstalledPackages.Of(prefix.Path));
            Show(invocation, differences.Count > 0 ? differences : [Same], context);
            return (int)(differences.Count > 0 ? ExitStatus.Failed : ExitStatus.Done);
        });
        return command;
    }

    private static List<string> Differences(IEnumerable<EnvironmentDependency> dependencies, IReadOnlyList<RepoDataRecord> installed)
    {
        var differences = new List<string>();
        foreach (var dependency in dependencies)
        {
            var named = installed.Where(r => dependency.Spec.MatchesName(r.Name)).ToList();
            if (named.Count == 0)
            {
                differences.Add($"{dependency.Spec.Name ?? dependency.Text} not found");
            }
            else if (!named.Any(dependency.Spec.Matches))
            {
                differences.Add($"{named[0].Name} found but mismatch. Specification pkg: {dependency.Text}, Running pkg: {named[0].Name}=={named[0].Version}={named[0].Build}");
            }
        }

        return differences;
    }

    private static void Show(CondaInvocation invocation, List<string> lines, CommandContext context)
    {
        if (!invocation.Json)
        {
            lines.ForEach(context.Terminal.Output.WriteLine);
            return;
        }

        JsonDocumentView.Write(context.Terminal, writer =>
        {
            writer.WriteStartArray();
            lines.ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        });
    }
}
