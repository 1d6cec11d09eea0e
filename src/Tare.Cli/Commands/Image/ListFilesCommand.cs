using System.CommandLine;
using Tare.Cli.Views.Image;
using Tare.Oci.Images;
using Tare.Oci.Stores;

namespace Tare.Cli.Commands.Image;

/// <summary><c>tare image ls</c>.</summary>
internal static class ListFilesCommand
{
    internal static Command Create(CommandContext context)
    {
        var image = new Argument<string>("image") { Description = "docker://host/repo:tag, oci:folder[:name], oci-archive:file, docker-archive:file, a path, or a bare name" };
        var path = new Argument<string>("path") { Description = "A folder or file inside the image", DefaultValueFactory = _ => "/" };
        var options = new ImageOptions();
        var command = new Command("ls", "List the files of an image with size, layer and package.\n\n  tare image ls app.tar /opt/conda/lib") { image, path };
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            using var registries = options.Registries(parsed, context);
            await using var source = ImageStores.OpenSource(
                ImageOptions.Source(parsed.GetValue(image)!, context), registries.Stores);
            var inspection = WatchedInspection.Inspect(await source.LoadImageAsync(options.Platform(parsed), stop), context, parsed.GetValue(options.Quiet) || parsed.GetValue(options.Json), stop);
            new FileListView(context.Terminal, inspection).Write(parsed.GetValue(path)!, parsed.GetValue(options.Json));
            return (int)ExitStatus.Done;
        });
        return command;
    }
}
