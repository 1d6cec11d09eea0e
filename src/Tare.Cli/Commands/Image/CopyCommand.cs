using System.CommandLine;
using Tare.Cli.Views.Image;
using Tare.Cli.Views.Progress;
using Tare.Oci.Copying;
using Tare.Oci.Layers;
using Tare.Oci.Stores;
using Tare.Primitives.Progress;

namespace Tare.Cli.Commands.Image;

/// <summary><c>tare image copy</c>.</summary>
internal static class CopyCommand
{
    internal static Command Create(CommandContext context)
    {
        var from = new Argument<string>("source") { Description = "docker://host/repo:tag, oci:folder[:name], oci-archive:file, docker-archive:file, a path, or a bare name" };
        var to = new Argument<string>("target") { Description = "The same; a path that ends in .tar becomes an archive for docker load, podman, skopeo and containerd" };
        var all = new Option<bool>("--all") { Description = "Every platform of the image" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be sent, and send nothing" };
        var compression = new Option<string>("--compression") { Description = "How plain layers are packed: gzip, zstd or keep", DefaultValueFactory = _ => "gzip" };
        compression.AcceptOnlyFromAmong("gzip", "zstd", "keep");
        var options = new ImageOptions();
        var command = new Command("copy", "Copy an image between registries, folders and archives.\n\n  tare image copy debian:12 oci:debian:12")
        {
            from, to, all, compression, dryRun,
        };
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(all) && options.Platform(parsed) is not null)
            {
                throw new UsageException("`--all` and `--platform` exclude each other", "leave one of them out");
            }

            var meter = new ProgressMeter();
            var copyOptions = new CopyOptions
            {
                Platform = options.Platform(parsed),
                AllPlatforms = parsed.GetValue(all),
                Compression = parsed.GetValue(compression) switch { "zstd" => LayerCompression.Zstd, "keep" => LayerCompression.None, _ => LayerCompression.Gzip },
                Progress = meter,
            };
            var source = ImageOptions.Source(parsed.GetValue(from)!, context);
            var target = ImageOptions.Target(parsed.GetValue(to)!, context);
            using var registries = options.Registries(parsed, context);
            await using var reading = ImageStores.OpenSource(source, registries.Stores);
            await using var writing = parsed.GetValue(dryRun)
                ? new DryRunTarget(target, registries.Stores)
                : ImageStores.OpenTarget(target, reading.ImageName, registries.Stores);
            CopyReport report;
            using (ProgressView.Start(context.Terminal, meter, context.Clock, parsed.GetValue(options.Quiet) || parsed.GetValue(options.Json)))
            {
                report = await new ImageCopy(reading, writing, copyOptions).RunAsync(stop);
            }

            CopyView.Write(context.Terminal, new CopyView.Subject(source, target, report, parsed.GetValue(dryRun)), parsed.GetValue(options.Json), parsed.GetValue(options.Quiet));
            return (int)ExitStatus.Done;
        });
        return command;
    }
}
