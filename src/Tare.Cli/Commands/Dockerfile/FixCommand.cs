using System.CommandLine;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Reporting;
using Tare.Primitives.Files;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary><c>tare dockerfile fix</c>.</summary>
internal static class FixCommand
{
    internal static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("path") { Arity = ArgumentArity.ZeroOrMore, Description = "Files or folders; `-` reads standard input and writes the repaired file to standard output" };
        var write = new Option<bool>("--write", "-w") { Description = "Change the files" };
        var diff = new Option<bool>("--diff") { Description = "Show what would change (the default)" };
        var unsafely = new Option<bool>("--unsafe") { Description = "Repairs that may change what the image does, too" };
        var selection = new RuleSelection();
        var command = new Command("fix", "Repair what lint finds. Example: tare dockerfile fix --write Dockerfile") { paths, write, diff, unsafely };
        selection.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = new FixOptions(selection.Rules(parsed, ProjectConfiguration.Find(context)), parsed.GetValue(unsafely));
            foreach (var path in DockerfileFinder.Find(parsed.GetValue(paths) ?? [], context))
            {
                Fix(path, options, parsed.GetValue(write), context);
            }

            return (int)ExitStatus.Done;
        });
        return command;
    }

    private static void Fix(string path, FixOptions options, bool write, CommandContext context)
    {
        var source = DockerfileFinder.Read(path, context);
        var result = Fixer.Apply(source, options with { Kind = DockerfileFinder.KindOf(path) });
        if (path == "-" && write)
        {
            context.Terminal.Output.Write(result.Text.Text);
        }
        else if (write && result.Applied.Count > 0)
        {
            AtomicFile.Write(Path.Combine(context.WorkingDirectory, path), result.Text.ToBytes());
        }
        else if (!write)
        {
            UnifiedDiff.Write(context.Terminal.Output, path, source.Text, result.Text.Text);
        }

        var verb = write ? "repaired" : "would repair";
        foreach (var group in result.Applied.GroupBy(f => (f.Rule, f.Fix!.Description)))
        {
            context.Terminal.Error.WriteLine($"{path}: {verb} {group.Key.Rule}: {group.Key.Description}" + (group.Count() > 1 ? $" ({group.Count()} times)" : ""));
        }

        if (result.Applied.Count == 0)
        {
            context.Terminal.Error.WriteLine($"{path}: nothing to repair");
        }
    }
}
