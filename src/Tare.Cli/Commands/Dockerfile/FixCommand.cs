using System.CommandLine;
using Tare.Cli.Terminals;
using Tare.Cli.Views;
using Tare.Dockerfile.Fixing;
using Tare.Dockerfile.Syntax;
using Tare.Primitives.Files;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary><c>tare dockerfile fix</c>.</summary>
internal static class FixCommand
{
    internal static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("path") { Arity = ArgumentArity.ZeroOrMore, Description = "Files or folders; `-` is standard input, with --write to standard output" };
        var write = new Option<bool>("--write", "-w") { Description = "Change the files" };
        var diff = new Option<bool>("--diff") { Description = "Show what would change (the default)" };
        var unsafely = new Option<bool>("--unsafe") { Description = "Repairs that may change what the image does, too" };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document" };
        var inputName = LintCommand.InputName();
        var selection = new RuleSelection();
        var command = new Command("fix", """
            Repair what lint finds in Dockerfiles and environment.yml files; every other byte stays.

              tare dockerfile fix             # show what would change
              tare dockerfile fix --write Dockerfile
              tare dockerfile fix --unsafe --select TD4 environment.yml
              tare dockerfile fix --write - < Dockerfile
            """)
        {
            paths, write, diff, unsafely, json, inputName,
        };
        selection.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = new FixOptions(selection.Rules(parsed, ProjectConfiguration.Find(context)), parsed.GetValue(unsafely));
            var (isWritten, asJson) = (parsed.GetValue(write), parsed.GetValue(json));
            if (isWritten && parsed.GetValue(diff))
            {
                throw new UsageException("--write and --diff ask for two things", "keep one of them");
            }

            var inputs = DockerfileFinder.Find(parsed.GetValue(paths) ?? [], parsed.GetValue(inputName), context);
            if (asJson && isWritten && inputs.Any(i => i.IsStandardInput))
            {
                throw new UsageException("standard output cannot have the repaired file and JSON", "leave out --json or --write");
            }

            var results = inputs.Select(i => (i.Name, Result: Fix(i, options, (isWritten, asJson), context))).ToList();
            var isRead = results.TrueForAll(r => r.Result.Unread.Count == 0);
            if (asJson)
            {
                RepairView.WriteJson(context.Terminal, results, isWritten);
            }
            else if (isRead && inputs.Count > 0 && results.TrueForAll(r => r.Result.Applied.Count == 0))
            {
                context.Terminal.Error.WriteLine(inputs.Count == 1 ? $"{inputs[0].Name}: nothing to repair" : $"{inputs.Count} files, nothing to repair");
            }

            return (int)(isRead ? ExitStatus.Done : ExitStatus.Failed);
        });
        return command;
    }

    private static FixResult Fix(LintInput input, FixOptions options, (bool Write, bool AsJson) mode, CommandContext context)
    {
        var source = input.Read(context);
        var result = Fixer.Apply(source, options with { Kind = input.KindOf(source) });
        if (!mode.Write)
        {
            if (!mode.AsJson)
            {
                DifferenceView.Write(context.Terminal, input.Name, source.Text, result.Text.Text);
            }
        }
        else if (input.IsStandardInput)
        {
            WriteBytes(context.Terminal, result.Text);
        }
        else if (result.Applied.Count > 0)
        {
            AtomicFile.Write(Path.Combine(context.WorkingDirectory, input.Path), result.Text.ToBytes());
        }

        context.Terminal.Output.Flush();
        if (!mode.AsJson)
        {
            RepairView.Write(context.Terminal, input.Name, result, mode.Write);
        }

        return result;
    }

    private static void WriteBytes(Terminal terminal, SourceText text)
    {
        if (terminal.OutputBytes is not { } stream)
        {
            terminal.Output.Write(text.Text);
            return;
        }

        terminal.Output.Flush();
        stream.Write(text.ToBytes());
    }
}
