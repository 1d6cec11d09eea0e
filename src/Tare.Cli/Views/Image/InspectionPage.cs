using System.Text;
using System.Text.Json;
using Tare.Images.Inspection;
using Tare.Primitives.Json;

namespace Tare.Cli.Views.Image;

/// <summary>
/// The page of <c>tare image inspect --html</c>. Everything that comes from the image stands in one JSON block, in which <c>&lt;</c>
/// and its like are escaped, and reaches the page as text only.
/// </summary>
internal static class InspectionPage
{
    internal static string Render(string name, ImageInspection inspection)
    {
        using var template = new StreamReader(typeof(InspectionPage).Assembly.GetManifestResourceStream("inspection.html")!, Encoding.UTF8);
        return template.ReadToEnd().Replace("@DATA@", JsonWriting.Text(default, writer => Write(writer, name, inspection)), StringComparison.Ordinal);
    }

    private static void Write(Utf8JsonWriter writer, string name, ImageInspection inspection)
    {
        var environments = inspection.Account.Cells.Keys.Select(c => c.Environment).Where(e => e >= 0).Distinct().ToArray();
        writer.WriteStartObject();
        writer.WriteString("image", name);
        writer.WriteString("platform", inspection.Image.Platform.ToString());
        writer.WriteNumber("compressed", inspection.CompressedBytes);
        writer.WriteNumber("files", inspection.Account.Total);
        writer.WriteNumber("waste", inspection.Account.Waste);
        writer.WriteNumber("reclaimable", inspection.ReclaimableCompressed);
        writer.WriteTexts("layers", inspection.Origins.Select(o => o.Text.Length > 300 ? o.Text[..300] : o.Text));
        writer.WriteTexts("environments", environments.Select(inspection.Tree.Paths.PathText));
        writer.WriteTexts("packages", inspection.Owners.All.Select(p => p.ToString()));
        writer.WriteTexts("categories", Enum.GetValues<WasteCategory>().Select(c => c.Title()));
        WriteRows(writer, "cells", inspection.Account.Cells.Where(c => c.Value.Bytes > 0), cell =>
        {
            writer.WriteNumberValue(cell.Key.Layer);
            writer.WriteNumberValue(Array.IndexOf(environments, cell.Key.Environment));
            writer.WriteNumberValue(cell.Key.Package);
            writer.WriteNumberValue((int)cell.Key.Category);
            writer.WriteNumberValue(cell.Value.Bytes);
        });
        WriteRows(writer, "causes", WasteCause.Of(inspection).Take(30), cause =>
        {
            writer.WriteNumberValue(cause.Bytes);
            writer.WriteStringValue(cause.What);
            writer.WriteStringValue(cause.Fix);
        });
        WriteRows(writer, "weights", PackageWeight.Of(inspection).Take(60), weight =>
        {
            writer.WriteNumberValue(weight.Bytes);
            writer.WriteStringValue(weight.Package.ToString());
            writer.WriteStringValue(inspection.Tree.Paths.PathText(weight.Package.Environment));
            writer.WriteStringValue(PlainText.Channel(weight.Package.Channel));
        });
        WriteFindings(writer, inspection);
        writer.WriteEndObject();
    }

    private static void WriteFindings(Utf8JsonWriter writer, ImageInspection inspection)
    {
        WriteRows(writer, "duplicates", inspection.Duplicates.Take(30), duplicate =>
        {
            writer.WriteNumberValue(duplicate.Excess);
            writer.WriteStartArray();
            foreach (var copy in duplicate.Copies)
            {
                writer.WriteStringValue(inspection.Tree.Paths.PathText(copy));
            }

            writer.WriteEndArray();
        });
        WriteRows(writer, "defaults", PackageWeight.Of(inspection).Where(w => w.Package.IsFromDefaults), weight =>
        {
            writer.WriteNumberValue(weight.Bytes);
            writer.WriteStringValue(weight.Package.ToString());
            writer.WriteStringValue(inspection.Tree.Paths.PathText(weight.Package.Environment));
        });
        WriteRows(writer, "secrets", inspection.Secrets.Take(100), secret =>
        {
            writer.WriteNumberValue(secret.Layer);
            writer.WriteStringValue(secret.Kind);
            writer.WriteStringValue(secret.Place);
            writer.WriteBooleanValue(secret.IsDeleted);
        });
    }

    private static void WriteRows<T>(Utf8JsonWriter writer, string name, IEnumerable<T> rows, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            writer.WriteStartArray();
            write(row);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
