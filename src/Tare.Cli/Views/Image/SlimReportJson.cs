using System.Text;
using Tare.Images.FileSystem;
using Tare.Images.Inspection;
using Tare.Images.Slimming;
using Tare.Primitives.Json;

namespace Tare.Cli.Views.Image;

/// <summary>The file of <c>tare image slim --report</c>: removed paths with their reasons, and two digests of what stays.</summary>
internal static class SlimReportJson
{
    internal static string Text(string name, ImageInspection inspection, SlimPlan plan, SlimProof proof) => JsonWriting.Text(JsonWriting.Indented, writer =>
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
        writer.WriteTexts("added_paths", proof.AddedPaths);
        writer.WriteTexts("linked_paths", proof.LinkedPaths);
        writer.WriteEndObject();
    }) + "\n";

    private static string? Reason(ImageInspection inspection, SlimPlan plan, string path) =>
        inspection.Tree.Paths.FindDescendant(PathTable.Root, Encoding.UTF8.GetBytes(path.TrimStart('/'))) is var id and >= 0 ? plan.Removals.Reason(id) : null;
}
