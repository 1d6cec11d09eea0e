using System.CommandLine;
using Tare.Cli.Views.Image;
using Tare.Images.Inspection;
using Tare.Images.Slimming;
using Tare.Oci.Copying;
using Tare.Oci.Images;
using Tare.Oci.Layers;
using Tare.Oci.References;
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
        var keep = Names("--keep", "Waste that stays: " + string.Join(", ", WasteCategories.All.Select(c => c.Name())));
        var only = Names("--only", "Take away nothing but these kinds of waste");
        var profile = Names("--profile", "Trim more: " + string.Join("; ", SlimProfiles.All.Select(p => $"{p.Name()} ({p.Danger()})")));
        var squash = new Option<int?>("--squash-to") { Description = "Merge small neighbouring layers until no more than this are left; the lowest layers come last", HelpName = "N" };
        var report = new Option<string?>("--report") { Description = "Read both images again and write to this file what differs, as JSON", HelpName = "FILE" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would go, and write nothing" };
        var options = new ImageOptions();
        var command = new Command("slim", "Write an image again without its waste. Example: tare image slim app.tar -o app-slim.tar --report report.json")
        {
            image, output, keep, only, profile, squash, report, dryRun,
        };
        options.AddTo(command);
        command.SetAction(async (parsed, stop) =>
        {
            if (parsed.GetValue(output) is null && !parsed.GetValue(dryRun))
            {
                throw new UsageException("`-o` is missing", "say where the slimmed image goes, such as `-o app-slim.tar`");
            }

            var slimOptions = new SlimOptions
            {
                Categories = Categories(parsed.GetValue(keep)!, parsed.GetValue(only)!),
                Profiles = parsed.GetValue(profile)!.Select(Profile).ToHashSet(),
                SquashTo = parsed.GetValue(squash) is { } most and < 1
                    ? throw new UsageException($"`--squash-to {most}` leaves no layer", "an image has at least 1")
                    : parsed.GetValue(squash),
            };
            using var access = options.Access(parsed, context);
            var stores = new StoreOptions { Registries = () => access, Clock = context.Clock };
            await using var source = ImageStores.OpenSource(ImageOptions.Source(parsed.GetValue(image)!, context), stores);
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
            await using (var writing = ImageStores.OpenTarget(target, source.ImageName, stores))
            {
                await ImageCopy.WriteAsync(writing.TakesDockerTypes ? slim : ToOci(slim), writing, new CopyOptions { Compression = LayerCompression.None }, stop);
            }

            if (parsed.GetValue(report) is { } file)
            {
                await using var written = ImageStores.OpenSource(target, stores);
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

    private static Option<string[]> Names(string name, string description) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = false,
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries))],
    };

    private static HashSet<WasteCategory> Categories(string[] keep, string[] only)
    {
        var all = only.Length == 0 ? WasteCategories.All : [.. only.Select(Category)];
        return [.. all.Except(keep.Select(Category))];
    }

    private static WasteCategory Category(string name) => WasteCategories.TryParse(name, out var category)
        ? category
        : throw new UsageException($"there is no kind of waste `{name}`", "choose from " + string.Join(", ", WasteCategories.All.Select(c => c.Name())));

    private static SlimProfile Profile(string name) => SlimProfiles.TryParse(name, out var profile)
        ? profile
        : throw new UsageException($"there is no profile `{name}`", "choose from " + string.Join(", ", SlimProfiles.All.Select(p => p.Name())));
}
