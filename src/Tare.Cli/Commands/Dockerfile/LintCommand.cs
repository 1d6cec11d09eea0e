using System.CommandLine;
using System.Text.Json;
using Tare.Cli.Commands.Image;
using Tare.Cli.Terminals;
using Tare.Cli.Views;
using Tare.Dockerfile.Linting;
using Tare.Dockerfile.Reporting;
using Tare.Images.Inspection;
using Tare.Oci.Images;
using Tare.Oci.Stores;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary><c>tare dockerfile lint</c>.</summary>
internal static class LintCommand
{
    internal static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("path") { Arity = ArgumentArity.ZeroOrMore, Description = "Files or folders; `-` reads standard input" };
        var format = new Option<ReportFormat>("--format") { Description = "text, json, sarif, github or checkstyle" };
        var json = new Option<bool>("--json") { Description = "The same as --format json" };
        var level = new Option<Severity?>("--fail-level") { Description = "Exit 1 from this severity on: error, warning (the default) or info" };
        var age = new Option<int?>("--max-base-age") { Description = "From how many days on a base image is old (365)" };
        var image = new Option<string?>("--image") { Description = "The image built from the file: findings quote the bytes it really wastes", HelpName = "IMAGE" };
        var images = new ImageOptions();
        var selection = new RuleSelection();
        var command = new Command("lint", "Find what costs bytes, breaks builds or hangs at stop. Example: tare dockerfile lint Dockerfile")
        {
            paths, format, json, level, age, image,
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
            var files = DockerfileFinder.Find(parsed.GetValue(paths) ?? [], context);
            var linted = files.AsParallel().AsOrdered().Select(f => Lint(f, context, settings, rules)).ToArray();
            Write(context.Terminal, parsed.GetValue(json) ? ReportFormat.Json : parsed.GetValue(format), linted, rules);
            var failing = parsed.GetValue(level) ?? project.FailLevel ?? Severity.Warning;
            return (int)(linted.Any(f => f.Findings.Any(x => x.Severity >= failing)) ? ExitStatus.Failed : ExitStatus.Done);
        });
        return command;
    }

    private static async Task<MeasuredWaste> MeasureAsync(string name, ImageOptions options, ParseResult parsed, (CommandContext Context, CancellationToken Stop) call)
    {
        using var access = options.Access(parsed, call.Context);
        await using var source = ImageStores.OpenSource(ImageOptions.Source(name, call.Context), new StoreOptions { Registries = () => access, Clock = call.Context.Clock });
        return new MeasuredWaste(ImageInspector.Inspect(await source.LoadImageAsync(options.Platform(parsed), call.Stop), call.Stop));
    }

    private static LintedFile Lint(string path, CommandContext context, LintSettings settings, IReadOnlyList<Rule> rules)
    {
        var source = DockerfileFinder.Read(path, context);
        return new LintedFile(path, source, Linter.Run(source, DockerfileFinder.KindOf(path), rules, settings));
    }

    private static void Write(Terminal terminal, ReportFormat format, LintedFile[] files, IReadOnlyList<Rule> rules)
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
            case ReportFormat.Checkstyle:
                CheckstyleReport.Write(terminal.Output, files);
                break;
            default:
                TextReport.Write(terminal.Output, files, (text, severity) => Paint(terminal, text, severity));
                break;
        }
    }

    private static string Paint(Terminal terminal, string text, Severity severity)
    {
        var colour = severity switch { Severity.Error => 31, Severity.Warning => 33, _ => 36 };
        return terminal.OutputHasColour ? $"\e[1;{colour}m{text}\e[0m" : text;
    }
}
