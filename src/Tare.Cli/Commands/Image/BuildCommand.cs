using System.CommandLine;
using Tare.Cli.Views.Image;
using Tare.Cli.Views.Progress;
using Tare.Images.Building;
using Tare.Oci.Manifests;
using Tare.Oci.References;
using Tare.Oci.Stores;
using Tare.Primitives.Files;
using Tare.Primitives.Json;
using Tare.Primitives.Progress;

namespace Tare.Cli.Commands.Image;

/// <summary><c>tare image build</c>: from an environment file to an image, without Docker and without an installation.</summary>
internal static class BuildCommand
{
    private const string Help = """
        Build an image of an environment, without Docker.

          tare image build -f environment.yml -t app:1 -o app.tar
          tare image build python=3.12 numpy --base debian:12-slim -o oci:app
          tare image build -f environment.yml -t registry.example/app:1 --push
          tare image build -f environment.yml --base debian:12-slim \
            --copy .:/app --cmd 'python /app/main.py' -o app.tar
        """;

    internal static Command Create(CommandContext context)
    {
        var command = new Command("build", Help);
        var options = BuildOptions.AddTo(command);
        var shared = CondaOptions.AddTo(command, CondaOptionSet.Channels | CondaOptionSet.Confirmation)
            .Describe("Take any certificate for a server's, and registries over plain http", "Print the digest alone");
        command.SetAction(async (parsed, stop) =>
        {
            var invocation = shared.Resolve(parsed, context);
            var target = Target(parsed, options, context, invocation.DryRun);
            using var access = options.Access(parsed, invocation);
            using var layers = invocation.DryRun ? null : new LayerFolder(context, parsed.GetValue(options.NoLayerCache), options.LayerCacheLimitOf(parsed));
            using var planning = new BuildPlanning(options, parsed, invocation, access, layers?.Path);
            var view = new BuildView(context.Terminal, invocation.Json, invocation.Configuration.Quiet);
            var plans = await planning.PlanAsync(options.Platforms(parsed), stop);
            view.Warn(plans.SelectMany(p => p.Warnings));

            if (invocation.DryRun)
            {
                view.WritePlans(plans);
                return (int)ExitStatus.Done;
            }

            var meter = new ProgressMeter();
            var images = new List<BuiltImage>();
            Descriptor root;
            using (ProgressView.Start(context.Terminal, meter, context.Clock, invocation.Json || invocation.Configuration.Quiet))
            {
                foreach (var plan in plans)
                {
                    var (ready, archives) = await planning.FetchAsync(plan, meter, stop);
                    meter.Begin("Building", ProgressUnit.Bytes, ready.Layers.Sum(l => l.ArchiveSize));
                    images.Add(new ImageBuilder((layers!.Path, layers.Own), meter.Add).Build(ready, archives, stop));
                }

                var stores = new StoreOptions { Registries = () => access, Clock = context.Clock, Places = new LayerPlaces(layers!.Path) };
                await using (var writing = ImageStores.OpenTarget(target!.Value, parsed.GetValue(options.Tag), stores))
                {
                    root = await BuildOutput.WriteAsync(images, writing, meter, stop);
                }

                if (parsed.GetValue(options.Sbom) is { } format)
                {
                    await new SbomOutput(target.Value, stores, format).WriteAsync(images, stop);
                }
            }

            WriteFiles(parsed, options, (context, images, root));
            view.WriteDone(images, root, target.Value);
            return (int)ExitStatus.Done;
        });
        return command;
    }

    // Where the image goes; a folder that is not there is told before the work begins.
    private static ImageReference? Target(ParseResult parsed, BuildOptions options, CommandContext context, bool isDryRun)
    {
        SideFile.Place(parsed.GetValue(options.ImageIdFile), context);
        SideFile.Place(parsed.GetValue(options.MetadataFile), context);
        var (output, tag) = (parsed.GetValue(options.Output), parsed.GetValue(options.Tag));
        if (parsed.GetValue(options.Push))
        {
            return output is null && tag is not null ? ImageReference.Of(RegistryReference.Parse(tag))
                : throw new UsageException(output is null ? "`--push` needs to know where to" : "`--push` and `-o` exclude each other", "name the image with -t registry/name:tag");
        }

        if (output is null)
        {
            return isDryRun ? null : throw new UsageException("where is the image to go?", "give -o image.tar, -o oci:folder, or -t registry/name:tag --push");
        }

        var reference = ImageOptions.Target(output, context);
        return reference.Transport == Transport.Layout && reference.Name is null ? reference with { Name = tag } : reference;
    }

    // The keys of the metadata are those of docker buildx, so that pipelines that read them go on to work.
    private static void WriteFiles(ParseResult parsed, BuildOptions options, (CommandContext Context, List<BuiltImage> Images, Descriptor Root) done)
    {
        var id = done.Images.Count == 1 ? done.Images[0].Image.Config.Digest : done.Root.Digest;
        if (parsed.GetValue(options.ImageIdFile) is { } file)
        {
            AtomicFile.Write(Path.Combine(done.Context.WorkingDirectory, file), id.ToString());
        }

        if (parsed.GetValue(options.MetadataFile) is not { } metadata)
        {
            return;
        }

        var document = JsonWriting.Text(JsonWriting.Indented, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("containerimage.config.digest", id.ToString());
            writer.WriteString("containerimage.digest", done.Root.Digest.ToString());
            writer.WriteStartObject("containerimage.descriptor");
            writer.WriteString("mediaType", done.Root.MediaType);
            writer.WriteString("digest", done.Root.Digest.ToString());
            writer.WriteNumber("size", done.Root.Size);
            writer.WriteEndObject();
            writer.WriteString("image.name", parsed.GetValue(options.Tag) ?? "");
            writer.WriteEndObject();
        });
        AtomicFile.Write(Path.Combine(done.Context.WorkingDirectory, metadata), document + "\n");
    }
}
