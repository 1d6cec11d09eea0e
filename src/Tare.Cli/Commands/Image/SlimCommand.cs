using System.CommandLine;
using Tare.Cli.Views.Image;
using Tare.Cli.Views.Progress;
using Tare.Images.Inspection;
using Tare.Images.Slimming;
using Tare.Oci.Copying;
using Tare.Oci.Images;
using Tare.Oci.Layers;
using Tare.Oci.Stores;
using Tare.Primitives.Files;
using Tare.Primitives.Progress;

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
        var command = new Command("slim", "Write an image again without its waste.\n\n  tare image slim app.tar -o app-slim.tar --report report.json")
        {
            image, output, report, dryRun,
        };
        what.AddTo(command);
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            RequireOutput(parsed.GetValue(output), parsed.GetValue(dryRun));
            var (slimOptions, reportFile) = (what.Read(parsed), SideFile.Place(parsed.GetValue(report), context));
            using var registries = options.Registries(parsed, context);
            await using var source = ImageStores.OpenSource(ImageOptions.Source(parsed.GetValue(image)!, context), registries.Stores);
            var meter = new ProgressMeter();
            using var progress = ProgressView.Start(context.Terminal, meter, context.Clock, parsed.GetValue(options.Quiet) || parsed.GetValue(options.Json));
            var whole = await source.LoadImageAsync(options.Platform(parsed), stop);
            meter.Begin("Inspecting", ProgressUnit.Bytes, whole.Layers.Sum(l => l.Descriptor.Size));
            var inspection = ImageInspector.Inspect(whole.Counted(meter), stop);
            var plan = SlimPlanner.Plan(inspection, slimOptions);
            var view = new SlimView(context.Terminal, parsed.GetValue(options.Json), parsed.GetValue(options.Quiet));
            if (parsed.GetValue(dryRun))
            {
                progress.Dispose();
                view.WritePlan(parsed.GetValue(image)!, inspection, plan);
                return (int)ExitStatus.Done;
            }

            var target = ImageOptions.Target(parsed.GetValue(output)!, context);
            using var working = WorkingFolder.For(target, context);
            meter.Begin("Slimming", ProgressUnit.Bytes, whole.Layers.Where((_, i) => plan.Layers[i].Action is LayerAction.Rewrite or LayerAction.Merge).Sum(l => l.Descriptor.Size));
            var slim = (await ImageSlimmer.SlimAsync(inspection, plan, working.Path, stop)).Uncounted();
            await using (var writing = ImageStores.OpenTarget(target, source.ImageName, registries.Stores))
            {
                await ImageCopy.WriteAsync(writing.TakesDockerTypes ? slim : ToOci(slim), writing, new CopyOptions { Compression = LayerCompression.None, Progress = meter }, stop);
            }

            if (reportFile is not null)
            {
                await using var written = ImageStores.OpenSource(target, registries.Stores);
                var made = await written.LoadImageAsync(slim.Platform, stop);
                meter.Begin("Proving", ProgressUnit.Bytes, whole.Layers.Concat(made.Layers).Sum(l => l.Descriptor.Size));
                var proof = SlimProof.Make(inspection.Image, made.Counted(meter), stop);
                AtomicFile.Write(reportFile, SlimReportJson.Text(parsed.GetValue(image)!, inspection, plan, proof));
                _ = proof.Holds ? true : throw new SlimProofException(target.ToString(), parsed.GetValue(report)!);
            }

            progress.Dispose();
            view.WriteDone(inspection, plan, slim);
            return (int)ExitStatus.Done;
        });
        return command;
    }

    private static void RequireOutput(string? output, bool dryRun)
    {
        if (output is null && !dryRun)
        {
            throw new UsageException("`-o` is missing", "say where the slimmed image goes, such as `-o app-slim.tar`");
        }
    }

    private static Tare.Oci.Images.Image ToOci(Tare.Oci.Images.Image image) =>
        Tare.Oci.MediaTypes.IsDocker(image.Manifest.Model.MediaType) ? image with { Manifest = image.Manifest.Model.ToOci().ToDocument() } : image;
}
