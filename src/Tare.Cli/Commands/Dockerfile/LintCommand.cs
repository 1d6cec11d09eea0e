using System.CommandLine;
using Tare.Cli.Commands.Image;
using Tare.Cli.Terminals;
using Tare.Cli.Views;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Reporting;
using Tare.Images.Inspection;
using Tare.Oci.Images;
using Tare.Oci.Stores;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary><c>tare lint</c>, and the same as <c>tare dockerfile lint</c>.</summary>
internal static class LintCommand
{
    internal static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("path") { Arity = ArgumentArity.ZeroOrMore, Description = "Files or folders; `-` is standard input; without any, the files of this folder" };
        var format = new Option<ReportFormat>("--format") { Description = "text (the default), json, sarif, github or checkstyle", HelpName = "FORMAT" };
        var json = new Option<bool>("--json") { Description = "The same as --format json" };
        var level = new Option<Severity?>("--fail-level") { Description = "Exit 1 from this severity on: error, warning (the default) or info", HelpName = "LEVEL" };
        var age = new Option<int?>("--max-base-age") { Description = "From how many days on a base image is old (365)", HelpName = "DAYS" };
        var image = new Option<string?>("--image") { Description = "The image built from the file: findings quote the bytes it really wastes", HelpName = "IMAGE" };
        var inputName = InputName();
        var images = new ImageOptions();
        var selection = new RuleSelection();
        var command = new Command("lint", """
            Find what costs bytes, breaks builds or hangs at stop in Dockerfiles and environment.yml files.

              tare lint                       # the files of this folder
              tare lint services/ environment.yml
              tare lint --image app:1         # with the bytes that it wastes
              tare lint --format sarif . > tare.sarif
            """)
        {
            paths, format, json, level, age, image, inputName,
        };
        selection.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var project = ProjectConfiguration.Find(context);
            var rules = selection.Rules(parsed, project);
            var settings = new LintSettings
            {
                Today = DateOnly.FromDateTime(context.Clock.GetUtcNow().UtcDateTime),
                MaximumBaseAge = parsed.GetValue(age) ?? project.MaximumBaseAge ?? 365,
                Measured = parsed.GetValue(image) is { } name ? await MeasureAsync(name, images, parsed, (context, stop)) : null,
            };
            var kind = parsed.GetValue(json) ? ReportFormat.Json : parsed.GetValue(format);
            var files = DockerfileFinder.Find(parsed.GetValue(paths) ?? [], parsed.GetValue(inputName), context);
            LintedFile Look(LintInput input) => Lint(input, context, settings, rules);
            var found = kind == ReportFormat.Text
                ? WriteText(context.Terminal, files, Look, stop)
                : Write(context.Terminal, kind, LookAtAll(files, Look, stop), rules);
            var failing = parsed.GetValue(level) ?? project.FailLevel ?? Severity.Warning;
            return (int)(found.Worst >= failing ? ExitStatus.Failed : ExitStatus.Done);
        });
        return command;
    }

    /// <summary>What standard input is called: an editor has the text, and the file may lie elsewhere.</summary>
    internal static Option<string?> InputName() => new("--stdin-filename") { Description = "The name of what comes from standard input", HelpName = "NAME" };

    private static async Task<MeasuredWaste> MeasureAsync(string name, ImageOptions options, ParseResult parsed, (CommandContext Context, CancellationToken Stop) call)
    {
        using var registries = options.Registries(parsed, call.Context);
        await using var source = ImageStores.OpenSource(ImageOptions.Source(name, call.Context), registries.Stores);
        return new MeasuredWaste(ImageInspector.Inspect(await source.LoadImageAsync(options.Platform(parsed), call.Stop), call.Stop));
    }

    private static LintedFile Lint(LintInput input, CommandContext context, LintSettings settings, IReadOnlyList<Rule> rules)
    {
        var source = input.Read(context);
        return new LintedFile(input.Name, source, Linter.Run(source, input.KindOf(source), rules, settings));
    }

    private static List<LintedFile> LookAtAll(IReadOnlyList<LintInput> files, Func<LintInput, LintedFile> look, CancellationToken stop)
    {
        var looked = new List<LintedFile>(files.Count);
        new OrderedWork<LintInput, LintedFile>(look, looked.Add).Run(files, stop);
        return looked;
    }

    // Each file's findings are shown and forgotten: ten thousand files take no more memory than ten.
    private static LintTally WriteText(Terminal terminal, IReadOnlyList<LintInput> files, Func<LintInput, LintedFile> look, CancellationToken stop)
    {
        var style = Style(terminal);
        var sum = default(LintTally);
        (string Text, LintTally Found) Show(LintInput input)
        {
            var file = look(input);
            return (TextReport.Format(file, style), LintTally.Of(file));
        }

        void Take((string Text, LintTally Found) shown)
        {
            terminal.Output.Write(shown.Text);
            sum += shown.Found;
        }

        new OrderedWork<LintInput, (string Text, LintTally Found)>(Show, Take).Run(files, stop);
        terminal.Output.Write(TextReport.Summary(sum) + "\n");
        return sum;
    }

    private static LintTally Write(Terminal terminal, ReportFormat format, List<LintedFile> files, IReadOnlyList<Rule> rules)
    {
        switch (format)
        {
            case ReportFormat.Json:
                JsonText.Write(terminal.Output, writer => JsonReport.Write(writer, files));
                break;
            case ReportFormat.Sarif:
                JsonText.Write(terminal.Output, writer => SarifReport.Write(writer, files, rules));
                break;
            case ReportFormat.GitHub:
                GitHubReport.Write(terminal.Output, files);
                break;
            default:
                CheckstyleReport.Write(terminal.Output, files);
                break;
        }

        return LintTally.Of(files);
    }

    private static TextStyle Style(Terminal terminal) => new()
    {
        Paint = terminal.OutputHasColour ? Paint : (text, _) => text,
        Width = terminal.OutputIsTerminal ? terminal.Width : null,
    };

    private static string Paint(string text, Severity severity)
    {
        var colour = severity switch { Severity.Error => 31, Severity.Warning => 33, _ => 36 };
        return $"\e[1;{colour}m{text}\e[0m";
    }
}
