using Tare.Cli.Terminals;
using Tare.Images.Comparison;
using Tare.Images.Inspection;
using Tare.Primitives;

namespace Tare.Cli.Views.Image;

/// <summary>Two images in the table of <c>docker images</c>, and below it what makes the difference.</summary>
internal sealed class ComparisonView(Terminal terminal, (string Name, ImageInspection Inspection) first, (string Name, ImageInspection Inspection) second)
{
    private const int Rows = 30;
    private static readonly string[] Transports = ["docker://", "oci:", "oci-archive:", "docker-archive:"];

    internal void Write(ImageComparison comparison, bool json)
    {
        if (json)
        {
            WriteJson(comparison);
            return;
        }

        var width = new[] { first, second }.Max(i => Split(i.Name).Repository.Length);
        width = Math.Clamp(width, 10, 60);
        terminal.Output.WriteLine($"{"REPOSITORY".PadRight(width)}  {"TAG",-20}  {"SIZE",9}  {"COMPRESSED",10}  {"WASTE",9}");
        foreach (var (name, inspection) in new[] { first, second })
        {
            var (repository, tag) = Split(name);
            terminal.Output.WriteLine(
                $"{PlainText.Cell(repository, width)}  {PlainText.Cell(tag, 20)}  {Size(inspection.Account.Total),9}  {Size(inspection.CompressedBytes),10}  {Size(inspection.Account.Waste),9}");
        }

        var difference = second.Inspection.Account.Total - first.Inspection.Account.Total;
        var share = first.Inspection.Account.Total == 0 ? 0 : 100.0 * difference / first.Inspection.Account.Total;
        terminal.Output.WriteLine(
            $"{"difference".PadRight(width)}  {$"{share:+0.0;-0.0;0.0} %",-20}  {Signed(difference),9}  {Signed(second.Inspection.CompressedBytes - first.Inspection.CompressedBytes),10}  {Signed(comparison.WasteAfter - comparison.WasteBefore),9}");
        terminal.Output.WriteLine();
        foreach (var change in comparison.Changes.Take(Rows))
        {
            terminal.Output.WriteLine($"{Signed(change.Bytes),9}  {PlainText.Fit(Describe(change), Math.Max(terminal.Width - 11, 30))}");
        }

        if (comparison.Changes.Count > Rows)
        {
            terminal.Output.WriteLine($"           … {comparison.Changes.Count - Rows} more; see --json");
        }
    }

    private static string Describe(PackageChange change) => change.Kind switch
    {
        _ when change.Name.Length == 0 => "files of no package",
        "added" => $"added    {change.Name} {change.After} in {change.Environment}",
        "removed" => $"removed  {change.Name} {change.Before} from {change.Environment}",
        "changed" => $"changed  {change.Name} {change.Before} -> {change.After} in {change.Environment}",
        _ => $"same     {change.Name} {change.After} in {change.Environment}",
    };

    private void WriteJson(ImageComparison comparison) => JsonText.Write(terminal.Output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("images");
        foreach (var (name, inspection) in new[] { first, second })
        {
            writer.WriteStartObject();
            writer.WriteString("repository", Split(name).Repository);
            writer.WriteString("tag", Split(name).Tag);
            writer.WriteString("digest", inspection.Image.Digest.ToString());
            writer.WriteNumber("size", inspection.Account.Total);
            writer.WriteNumber("compressed", inspection.CompressedBytes);
            writer.WriteNumber("waste", inspection.Account.Waste);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("difference", second.Inspection.Account.Total - first.Inspection.Account.Total);
        writer.WriteNumber("shared_compressed", comparison.SharedLayers);
        writer.WriteStartArray("changes");
        foreach (var change in comparison.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", change.Name.Length == 0 ? "files" : change.Kind);
            writer.WriteString("name", change.Name);
            writer.WriteString("environment", change.Environment);
            writer.WriteString("before", change.Before);
            writer.WriteString("after", change.After);
            writer.WriteNumber("bytes", change.Bytes);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    // The tag is what follows the last colon behind the last slash, and behind the transport.
    private static (string Repository, string Tag) Split(string name)
    {
        var transport = Array.Find(Transports, t => name.StartsWith(t, StringComparison.Ordinal))?.Length ?? 0;
        var colon = name.LastIndexOf(':');
        return colon > Math.Max(name.LastIndexOf('/'), transport) ? (name[..colon], name[(colon + 1)..]) : (name, "");
    }

    private static string Size(long bytes) => new ByteSize(bytes).ToString();

    private static string Signed(long bytes) => bytes > 0 ? "+" + Size(bytes) : Size(bytes);
}
