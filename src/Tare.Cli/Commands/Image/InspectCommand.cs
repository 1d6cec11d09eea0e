using System.CommandLine;
using Tare.Cli.Views;
using Tare.Cli.Views.Image;
using Tare.Oci.Images;
using Tare.Oci.Stores;
using Tare.Primitives;
using Tare.Primitives.Files;

namespace Tare.Cli.Commands.Image;

/// <summary><c>tare image inspect</c>.</summary>
internal static class InspectCommand
{
    internal static Command Create(CommandContext context)
    {
        var image = new Argument<string>("image") { Description = "docker://host/repo:tag, oci:folder[:name], oci-archive:file, docker-archive:file, a path, or a bare name" };
        var html = new Option<string?>("--html") { Description = "Write a page with a map of the bytes to this file", HelpName = "FILE" };
        var limit = new Option<string?>("--max-waste") { Description = "End with status 1 when there is more waste than 5% or 50MB", HelpName = "5%|50MB" };
        var options = new ImageOptions();
        var command = new Command("inspect", "See where an image's bytes are, by layer, environment, package and reason.\n\n  tare image inspect docker-archive:app.tar --max-waste 5%")
        {
            image, html, limit,
        };
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            var name = parsed.GetValue(image)!;
            var tolerated = parsed.GetValue(limit) is { } text ? WasteLimit.Parse(text) : (WasteLimit?)null;
            var page = SideFile.Place(parsed.GetValue(html), context);
            using var registries = options.Registries(parsed, context);
            await using var source = ImageStores.OpenSource(ImageOptions.Source(name, context), registries.Stores);
            var inspection = WatchedInspection.Inspect(await source.LoadImageAsync(options.Platform(parsed), stop), context, parsed.GetValue(options.Quiet) || parsed.GetValue(options.Json), stop);
            if (page is not null)
            {
                AtomicFile.Write(page, InspectionPage.Render(name, inspection));
            }

            if (parsed.GetValue(options.Json))
            {
                JsonText.Write(context.Terminal.Output, writer => InspectionJson.Write(writer, name, inspection));
            }
            else if (!parsed.GetValue(options.Quiet))
            {
                new InspectionView(context.Terminal, name, inspection).Write();
            }

            if (tolerated is not { } most || !most.IsExceededBy(inspection))
            {
                return (int)ExitStatus.Done;
            }

            await context.Terminal.Error.WriteLineAsync($"error: the image has {new ByteSize(inspection.Account.Waste)} of waste; tolerated are {most}\nhint: `tare image slim` takes it out; the causes say how not to make it");
            return (int)ExitStatus.Failed;
        });
        return command;
    }
}
