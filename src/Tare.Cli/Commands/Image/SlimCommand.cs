using System.CommandLine;
using Tare.Cli.Views.Image;
using Tare.Images.Inspection;
using Tare.Images.Slimming;
using Tare.Oci.Copying;
using Tare.Oci.Images;
using Tare.Oci.Layers;
using Tare.Oci.Stores;
using Tare.Primitives.Files;

namespace Tare.Cli.Commands.Image;

/// <summary><c>tare image slim</c>.</summary>
internal static class SlimCommand
{
    internal static Command Create(CommandContext context)
    {
        var image = new Argument<string>("image") { Description = "docker://host/repo:tag, oci:folder[:name], oci-archive:file, docker-archive:file, a path, or a bare name" };
        var output = new Option<string?>("--output", "-o") { Description = "Where the slimmed image goes, written like the image", HelpName = "IMAGE" };
        var what = new SlimOptionSet();
        var report = new Option<string?>("--report") { Description = "Read both images again and write to this file what differs, as JSON", HelpName = "FILE" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would go, and write nothing" };
        var options = new ImageOptions();
        var command = new Command("slim", "Write an image again without its waste. Example: tare image slim app.tar -o app-slim.tar --report report.json")
        {
            image, output, report, dryRun,
        };
        what.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(output) is null && !parsed.GetValue(dryRun))
            {
                throw new UsageException("`-o` is missing", "say where the slimmed image goes, such as `-o app-slim.tar`");
            }

            var slimOptions = what.Read(parsed);
            using var registries = options.Registries(parsed, context);
            await using var source = ImageStores.OpenSource(ImageOptions.Source(parsed.GetValue(image)!, context), registries.Stores);
            var inspection = ImageInspector.Inspect(await source.LoadImageAsync(options.Platform(parsed), stop), stop);
            var plan = SlimPlanner.Plan(inspection, slimOptions);
            var view = new SlimView(context.Terminal, parsed.GetValue(options.Json), parsed.GetValue(options.Quiet));
            if (parsed.GetValue(dryRun))
            {
                view.WritePlan(parsed.GetValue(image)!, inspection, plan);
                return (int)ExitStatus.Done;
            }

            var target = ImageOptions.Target(parsed.GetValue(output)!, context);
            using var working = new WorkingFolder(target, context);
            var slim = await ImageSlimmer.SlimAsync(inspection, plan, working.Path, stop);
            await using (var writing = ImageStores.OpenTarget(target, source.ImageName, registries.Stores))
            {
                await ImageCopy.WriteAsync(writing.TakesDockerTypes ? slim : ToOci(slim), writing, new CopyOptions { Compression = LayerCompression.None }, stop);
            }

            if (parsed.GetValue(report) is { } file)
            {
                await using var written = ImageStores.OpenSource(target, registries.Stores);
                var proof = SlimProof.Make(inspection.Image, await written.LoadImageAsync(slim.Platform, stop), stop);
                AtomicFile.Write(Path.Combine(context.WorkingDirectory, file), SlimReportJson.Text(parsed.GetValue(image)!, inspection, plan, proof));
                _ = proof.Holds ? true : throw new SlimProofException(target.ToString(), file);
            }

            view.WriteDone(inspection, plan, slim);
            return (int)ExitStatus.Done;
        });
        return command;
    }

    private static Tare.Oci.Images.Image ToOci(Tare.Oci.Images.Image image) =>
        Tare.Oci.MediaTypes.IsDocker(image.Manifest.Model.MediaType) ? image with { Manifest = image.Manifest.Model.ToOci().ToDocument() } : image;
}
