using System.Text.Json;
using Tare.Cli.Terminals;
using Tare.Images.Inspection;
using Tare.Images.Slimming;
using Tare.Primitives;

namespace Tare.Cli.Views.Image;

/// <summary>What a slimming will do, or did.</summary>
internal sealed class SlimView(Terminal terminal, bool json, bool quiet)
{
    internal void WritePlan(string name, ImageInspection inspection, SlimPlan plan)
    {
        if (json)
        {
            JsonText.Write(terminal.Output, writer => WriteJson(writer, inspection, plan, digest: null, compressed: null));
            return;
        }

        terminal.Output.WriteLine($"{PlainText.Safe(name)} would lose {new ByteSize(plan.RemovedBytes)} of {new ByteSize(inspection.Account.Total)}:");
        WriteReasons(terminal.Output, plan);
        WriteLayers(terminal.Output, inspection, plan);
    }

    internal void WriteDone(ImageInspection inspection, SlimPlan plan, Tare.Oci.Images.Image slim)
    {
        var compressed = slim.Layers.Sum(l => l.Descriptor.Size);
        if (json)
        {
            JsonText.Write(terminal.Output, writer => WriteJson(writer, inspection, plan, slim.Digest, compressed));
            return;
        }

        if (!quiet)
        {
            terminal.Error.WriteLine(
                $"{new ByteSize(plan.RemovedBytes)} of {new ByteSize(inspection.Account.Total)} removed; compressed {new ByteSize(inspection.CompressedBytes)} -> {new ByteSize(compressed)}");
            WriteReasons(terminal.Error, plan);
            WriteLayers(terminal.Error, inspection, plan);
        }

        terminal.Output.WriteLine(slim.Digest.ToString());
    }

    private static void WriteReasons(TextWriter writer, SlimPlan plan)
    {
        foreach (var (reason, bytes) in plan.RemovedByReason.OrderByDescending(r => r.Value))
        {
            writer.WriteLine($"{new ByteSize(bytes),9}  {reason}");
        }
    }

    private void WriteLayers(TextWriter writer, ImageInspection inspection, SlimPlan plan)
    {
        for (var i = 0; i < plan.Layers.Count; i++)
        {
            var layer = plan.Layers[i];
            var verb = layer.Action switch
            {
                LayerAction.Keep => "kept",
                LayerAction.Drop => "dropped",
                LayerAction.Merge => $"into #{layer.MergedInto + 1}",
                _ => "rewritten",
            };
            var size = layer.RemovedBytes > 0 ? "-" + new ByteSize(layer.RemovedBytes) : "";
            writer.WriteLine($"{$"#{i + 1}",4} {verb,-9} {size,9}  {PlainText.Fit(inspection.Origins[i].Text, Math.Max(terminal.Width - 27, 20))}");
        }
    }

    private static void WriteJson(Utf8JsonWriter writer, ImageInspection inspection, SlimPlan plan, Digest? digest, long? compressed)
    {
        writer.WriteStartObject();
        writer.WriteString("image", inspection.Image.Digest.ToString());
        if (digest is { } value)
        {
            writer.WriteString("digest", value.ToString());
        }

        writer.WriteNumber("removed_bytes", plan.RemovedBytes);
        writer.WriteStartObject("removed_by_reason");
        foreach (var (reason, bytes) in plan.RemovedByReason)
        {
            writer.WriteNumber(reason, bytes);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("compressed");
        writer.WriteNumber("before", inspection.CompressedBytes);
        if (compressed is { } after)
        {
            writer.WriteNumber("after", after);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("layers");
        for (var i = 0; i < plan.Layers.Count; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("digest", inspection.Image.Layers[i].Descriptor.Digest.ToString());
            writer.WriteString("action", plan.Layers[i].Action switch { LayerAction.Keep => "keep", LayerAction.Drop => "drop", LayerAction.Merge => "merge", _ => "rewrite" });
            if (plan.Layers[i].MergedInto is { } into)
            {
                writer.WriteNumber("into", into);
            }

            writer.WriteNumber("removed_bytes", plan.Layers[i].RemovedBytes);
            writer.WriteNumber("removed_entries", plan.Layers[i].RemovedEntries);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
