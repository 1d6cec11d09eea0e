using Tare.Cli.Terminals;
using Tare.Oci.Copying;
using Tare.Oci.References;
using Tare.Oci.Stores;
using Tare.Primitives;

namespace Tare.Cli.Views.Image;

/// <summary>Shows what a copy did, or would do.</summary>
internal static class CopyView
{
    /// <summary>A copy and what it did.</summary>
    internal sealed record Subject(ImageReference Source, ImageReference Target, CopyReport Report, bool IsDryRun);

    internal static void Write(Terminal terminal, Subject subject, bool json, bool quiet)
    {
        if (json)
        {
            WriteJson(terminal, subject);
            return;
        }

        var (source, target, report, dryRun) = subject;
        if (quiet)
        {
            terminal.Output.WriteLine(report.Root.Digest.ToString());
            return;
        }

        var present = report.Blobs.Count(b => b.Transfer == BlobTransfer.Present);
        var mounted = report.Blobs.Count(b => b.Transfer == BlobTransfer.Mounted);
        var kept = (present > 0 ? $", {present} of {report.Blobs.Count} blobs there already" : "") + (mounted > 0 ? $", {mounted} mounted" : "");
        terminal.Output.WriteLine($"{(dryRun ? "would copy" : "copied")} {source} to {target}");
        terminal.Output.WriteLine($"{report.Root.Digest}  {new ByteSize(report.SentBytes)} {(dryRun ? "to send" : "sent")}{kept}");
    }

    private static void WriteJson(Terminal terminal, Subject subject) => JsonText.Write(terminal.Output, writer =>
    {
        var report = subject.Report;
        writer.WriteStartObject();
        writer.WriteString("source", subject.Source.ToString());
        writer.WriteString("target", subject.Target.ToString());
        writer.WriteBoolean("dry_run", subject.IsDryRun);
        writer.WriteString("digest", report.Root.Digest.ToString());
        writer.WriteString("media_type", report.Root.MediaType);
        writer.WriteBoolean("converted", report.IsConverted);
        writer.WriteNumber("sent_bytes", report.SentBytes);
        writer.WriteStartArray("blobs");
        foreach (var (blob, transfer) in report.Blobs)
        {
            writer.WriteStartObject();
            writer.WriteString("digest", blob.Digest.ToString());
            writer.WriteString("media_type", blob.MediaType);
            writer.WriteNumber("size", blob.Size);
            writer.WriteString("transfer", transfer switch { BlobTransfer.Sent => "sent", BlobTransfer.Mounted => "mounted", _ => "present" });
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
