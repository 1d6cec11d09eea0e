using System.Text;
using System.Text.Json;
using Tare.Images.FileSystem;
using Tare.Images.Inspection;
using Tare.Images.Slimming;

namespace Tare.Cli.Views.Image;

/// <summary>The file of <c>tare image slim --report</c>: removed paths with their reasons, and two digests of what stays.</summary>
internal static class SlimReportJson
{
    internal static string Text(string name, ImageInspection inspection, SlimPlan plan, SlimProof proof)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Options))
        {
            writer.WriteStartObject();
            writer.WriteString("image", name);
            writer.WriteString("digest", inspection.Image.Digest.ToString());
            writer.WriteStartObject("removed_bytes");
            foreach (var (reason, bytes) in plan.RemovedByReason)
            {
                writer.WriteNumber(reason, bytes);
            }

            writer.WriteEndObject();
            writer.WriteStartObject("remaining_tree");
            writer.WriteString("before", proof.Before.ToString());
            writer.WriteString("after", proof.After.ToString());
            writer.WriteBoolean("equal", proof.Holds);
            writer.WriteEndObject();
            writer.WriteStartArray("removed_paths");
            foreach (var path in proof.RemovedPaths)
            {
                writer.WriteStartObject();
                writer.WriteString("path", path);
                writer.WriteString("reason", Reason(inspection, plan, path));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            WritePaths(writer, "added_paths", proof.AddedPaths);
            WritePaths(writer, "linked_paths", proof.LinkedPaths);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private static void WritePaths(Utf8JsonWriter writer, string name, IReadOnlyList<string> paths)
    {
        writer.WriteStartArray(name);
        foreach (var path in paths)
        {
            writer.WriteStringValue(path);
        }

        writer.WriteEndArray();
    }

    private static string? Reason(ImageInspection inspection, SlimPlan plan, string path) =>
        inspection.Tree.Paths.FindDescendant(PathTable.Root, Encoding.UTF8.GetBytes(path.TrimStart('/'))) is var id and >= 0 ? plan.Removals.Reason(id) : null;
}
