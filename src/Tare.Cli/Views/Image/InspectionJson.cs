using System.Text.Json;
using Tare.Images.Inspection;

namespace Tare.Cli.Views.Image;

/// <summary>The document of <c>tare image inspect --json</c>.</summary>
internal static class InspectionJson
{
    internal static void Write(Utf8JsonWriter writer, string name, ImageInspection inspection)
    {
        writer.WriteStartObject();
        writer.WriteString("image", name);
        writer.WriteString("digest", inspection.Image.Digest.ToString());
        writer.WriteString("platform", inspection.Image.Platform.ToString());
        writer.WriteStartObject("size");
        writer.WriteNumber("compressed", inspection.CompressedBytes);
        writer.WriteNumber("uncompressed", inspection.UncompressedBytes);
        writer.WriteNumber("files", inspection.Account.Total);
        writer.WriteEndObject();
        WriteLayers(writer, inspection);
        WriteWaste(writer, inspection);
        WritePackages(writer, inspection);
        writer.WriteNumber("reclaimable_compressed", inspection.ReclaimableCompressed);
        WriteFindings(writer, inspection);
        writer.WriteEndObject();
    }

    private static void WriteLayers(Utf8JsonWriter writer, ImageInspection inspection)
    {
        writer.WriteStartArray("layers");
        for (var i = 0; i < inspection.Image.Layers.Count; i++)
        {
            var layer = inspection.Image.Layers[i];
            writer.WriteStartObject();
            writer.WriteString("digest", layer.Descriptor.Digest.ToString());
            writer.WriteString("diff_id", layer.DiffId.ToString());
            writer.WriteString("created_by", inspection.Image.Config.Model.LayerHistory()[i]?.CreatedBy ?? "");
            writer.WriteNumber("compressed", layer.Descriptor.Size);
            writer.WriteNumber("uncompressed", inspection.Tree.Layers[i].ArchiveBytes);
            writer.WriteNumber("waste", inspection.Account.Cells.Where(c => c.Key.Layer == i && c.Key.Category != WasteCategory.None).Sum(c => c.Value.Bytes));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteWaste(Utf8JsonWriter writer, ImageInspection inspection)
    {
        writer.WriteStartObject("waste");
        writer.WriteNumber("total", inspection.Account.Waste);
        writer.WriteStartArray("categories");
        foreach (var category in WasteCause.Of(inspection).GroupBy(c => c.Category).OrderByDescending(g => g.Sum(c => c.Bytes)))
        {
            writer.WriteStartObject();
            writer.WriteString("name", category.Key.Name());
            writer.WriteNumber("bytes", category.Sum(c => c.Bytes));
            WriteNumbers(writer, category.Select(c => c.Layer).Distinct().Order());
            writer.WriteString("fix", category.First().Fix);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePackages(Utf8JsonWriter writer, ImageInspection inspection)
    {
        writer.WriteStartArray("packages");
        foreach (var weight in PackageWeight.Of(inspection))
        {
            writer.WriteStartObject();
            writer.WriteString("name", weight.Package.Name);
            writer.WriteString("version", weight.Package.Version);
            writer.WriteString("build", weight.Package.Build);
            writer.WriteString("channel", weight.Package.Channel);
            writer.WriteString("environment", inspection.Tree.Paths.PathText(weight.Package.Environment));
            writer.WriteNumber("bytes", weight.Bytes);
            WriteNumbers(writer, weight.Layers);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteFindings(Utf8JsonWriter writer, ImageInspection inspection)
    {
        writer.WriteStartObject("findings");
        writer.WriteStartArray("duplicates");
        foreach (var duplicate in inspection.Duplicates)
        {
            writer.WriteStartObject();
            writer.WriteNumber("bytes", duplicate.Size);
            writer.WriteStartArray("paths");
            foreach (var copy in duplicate.Copies)
            {
                writer.WriteStringValue(inspection.Tree.Paths.PathText(copy));
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("defaults");
        foreach (var weight in PackageWeight.Of(inspection).Where(w => w.Package.IsFromDefaults))
        {
            writer.WriteStringValue(weight.Package.Name);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("secrets");
        foreach (var secret in inspection.Secrets)
        {
            writer.WriteStartObject();
            writer.WriteString("place", secret.Place);
            writer.WriteString("kind", secret.Kind);
            writer.WriteNumber("layer", secret.Layer);
            writer.WriteBoolean("deleted", secret.IsDeleted);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, IEnumerable<int> layers)
    {
        writer.WriteStartArray("layers");
        foreach (var layer in layers)
        {
            writer.WriteNumberValue(layer);
        }

        writer.WriteEndArray();
    }
}
