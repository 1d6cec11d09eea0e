using System.Text.Json;
using Tare.Cli.Terminals;
using Tare.Images.Building;
using Tare.Oci.Manifests;
using Tare.Oci.References;
using Tare.Primitives;

namespace Tare.Cli.Views.Image;

/// <summary>Shows what <c>tare image build</c> will do, and what it did.</summary>
internal sealed class BuildView(Terminal terminal, bool isJson, bool isQuiet)
{
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    internal void WritePlans(IReadOnlyList<ImageBuildPlan> plans)
    {
        if (isJson)
        {
            JsonText.Write(terminal.Output, writer => WritePlans(writer, plans));
            return;
        }

        foreach (var plan in plans)
        {
            terminal.Output.WriteLine($"{plan.Platform} on {plan.Base?.Name ?? "scratch"}, {Grammar.Count(plan.Environments.Sum(e => e.Packages.Count), "package")} in {Grammar.Count(plan.Layers.Count, "layer")}");
            foreach (var environment in plan.Environments)
            {
                terminal.Output.WriteLine($"  {environment.Name} at {environment.Prefix}{(environment.Pip is { } pip ? $", and pip installs {string.Join(", ", pip.Requirements)}" : "")}");
            }

            foreach (var layer in plan.Layers)
            {
                terminal.Output.WriteLine($"  {new ByteSize(layer.ArchiveSize),10}  {layer.Title}");
            }
        }
    }

    internal void WriteDone(IReadOnlyList<BuiltImage> images, Descriptor root, ImageReference target)
    {
        Warn(images.SelectMany(i => i.Plan.Warnings.Concat(i.Warnings)));
        if (isJson)
        {
            JsonText.Write(terminal.Output, writer => WriteDone(writer, images, root, target));
            return;
        }

        if (isQuiet)
        {
            terminal.Output.WriteLine(root.Digest.ToString());
            return;
        }

        foreach (var image in images)
        {
            var cached = image.Layers.Count(l => l.Built.WasCached);
            terminal.Output.WriteLine(
                $"{image.Image.Platform}: {new ByteSize(image.Image.CompressedSize)} to pull in {Grammar.Count(image.Image.Layers.Count, "layer")}, {image.Layers.Count - cached} written and {cached} from the cache");
            foreach (var trimmed in image.Trimmed)
            {
                var reason = image.Plan.LayerOptions.Trim.FirstOrDefault(t => t.Name == trimmed.Rule)?.Reason;
                terminal.Output.WriteLine($"  left out {trimmed.Rule}: {Grammar.Count(trimmed.Files, "file")}, {new ByteSize(trimmed.Bytes)}; {reason}");
            }
        }

        terminal.Output.WriteLine($"{target} {root.Digest}");
    }

    /// <summary>Says what was not said before.</summary>
    internal void Warn(IEnumerable<string> warnings)
    {
        foreach (var warning in warnings.Where(_said.Add))
        {
            terminal.Error.WriteLine($"warning: {UrlSecrets.Hide(warning)}");
        }
    }

    private static void WritePlans(Utf8JsonWriter writer, IReadOnlyList<ImageBuildPlan> plans)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("dry_run", true);
        writer.WriteStartArray("images");
        foreach (var plan in plans)
        {
            writer.WriteStartObject();
            WritePlan(writer, plan);
            writer.WriteStartArray("layers");
            foreach (var layer in plan.Layers)
            {
                writer.WriteStartObject();
                writer.WriteString("title", layer.Title);
                writer.WriteNumber("archive_size", layer.ArchiveSize);
                WritePackages(writer, layer);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteDone(Utf8JsonWriter writer, IReadOnlyList<BuiltImage> images, Descriptor root, ImageReference target)
    {
        writer.WriteStartObject();
        writer.WriteString("target", target.ToString());
        writer.WriteString("digest", root.Digest.ToString());
        writer.WriteStartArray("images");
        foreach (var image in images)
        {
            writer.WriteStartObject();
            WritePlan(writer, image.Plan);
            writer.WriteString("digest", image.Image.Digest.ToString());
            writer.WriteString("config", image.Image.Config.Digest.ToString());
            writer.WriteNumber("size", image.Image.CompressedSize);
            writer.WriteStartArray("layers");
            foreach (var (title, built) in image.Layers)
            {
                writer.WriteStartObject();
                writer.WriteString("title", title);
                writer.WriteString("digest", built.Layer.Descriptor.Digest.ToString());
                writer.WriteString("diff_id", built.Layer.DiffId.ToString());
                writer.WriteNumber("size", built.Layer.Descriptor.Size);
                writer.WriteBoolean("cached", built.WasCached);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("trimmed");
            foreach (var trimmed in image.Trimmed)
            {
                writer.WriteStartObject();
                writer.WriteString("rule", trimmed.Rule);
                writer.WriteNumber("files", trimmed.Files);
                writer.WriteNumber("bytes", trimmed.Bytes);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePlan(Utf8JsonWriter writer, ImageBuildPlan plan)
    {
        writer.WriteString("platform", plan.Platform.ToString());
        writer.WriteString("base", plan.Base?.Name ?? "scratch");
        writer.WriteStartArray("environments");
        foreach (var environment in plan.Environments)
        {
            writer.WriteStartObject();
            writer.WriteString("name", environment.Name);
            writer.WriteString("prefix", environment.Prefix);
            writer.WriteNumber("packages", environment.Packages.Count);
            writer.WriteStartArray("pip");
            foreach (var line in environment.Pip?.Requirements ?? [])
            {
                writer.WriteStringValue(line);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePackages(Utf8JsonWriter writer, PlannedLayer layer)
    {
        writer.WriteStartArray("packages");
        foreach (var package in layer.Packages)
        {
            writer.WriteStringValue(package.Record.DistName);
        }

        writer.WriteEndArray();
    }
}
