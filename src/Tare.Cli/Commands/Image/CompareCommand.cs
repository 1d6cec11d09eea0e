using System.CommandLine;
using Tare.Cli.Views.Image;
using Tare.Images.Comparison;
using Tare.Images.Inspection;
using Tare.Oci.Images;
using Tare.Oci.Stores;

namespace Tare.Cli.Commands.Image;

/// <summary><c>tare image compare</c>.</summary>
internal static class CompareCommand
{
    internal static Command Create(CommandContext context)
    {
        var first = new Argument<string>("first") { Description = "An image: docker://host/repo:tag, oci:folder[:name], an archive, a bare name" };
        var second = new Argument<string>("second") { Description = "The image it is compared with" };
        var options = new ImageOptions();
        var command = new Command("compare", "Compare two images by size and packages.\n\n  tare image compare app:1 app:2") { first, second };
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            using var registries = options.Registries(parsed, context);
            var (before, after) = (parsed.GetValue(first)!, parsed.GetValue(second)!);
            var old = await InspectAsync(before);
            var now = await InspectAsync(after);
            new ComparisonView(context.Terminal, (before, old), (after, now)).Write(ImageComparison.Of(old, now), parsed.GetValue(options.Json));
            return (int)ExitStatus.Done;

            async Task<ImageInspection> InspectAsync(string name)
            {
                await using var source = ImageStores.OpenSource(ImageOptions.Source(name, context), registries.Stores);
                return WatchedInspection.Inspect(await source.LoadImageAsync(options.Platform(parsed), stop), context, parsed.GetValue(options.Quiet) || parsed.GetValue(options.Json), stop);
            }
        });
        return command;
    }
}
