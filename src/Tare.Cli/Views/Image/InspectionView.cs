using Tare.Cli.Terminals;
using Tare.Images.Inspection;
using Tare.Primitives;

namespace Tare.Cli.Views.Image;

/// <summary>An inspection on a terminal of any width. Three densities of ink tell kept, shadowed and cached bytes apart; colour only helps.</summary>
internal sealed class InspectionView(Terminal terminal, string name, ImageInspection inspection)
{
    private const int Rows = 12;
    private readonly int _width = Math.Clamp(terminal.Width, 40, 160);

    internal void Write()
    {
        WriteHead();
        WriteLayers();
        WriteCauses();
        WritePackages();
        WriteDuplicates();
        WriteDefaults();
        WriteSecrets();
    }

    private void WriteHead()
    {
        var waste = inspection.Account.Waste;
        var share = inspection.UncompressedBytes == 0 ? 0 : 100.0 * waste / inspection.UncompressedBytes;
        Line($"{Bold(PlainText.Safe(name))}  {inspection.Image.Platform}");
        Line($"{Size(inspection.UncompressedBytes)} in {PlainText.Count(inspection.Image.Layers.Count, "layer")}, {Size(inspection.CompressedBytes)} compressed");
        if (waste == 0)
        {
            Line("No waste.");
            return;
        }

        var (much, less) = ($"{Size(waste)} waste ({share:0.0} %)", $"`tare image slim` makes it about {Size(inspection.ReclaimableCompressed)} less to pull");
        Line(much.Length + less.Length + 2 <= _width ? $"{Bold(much)}; {less}" : $"{Bold(much)}\n{less}");
    }

    private void WriteLayers()
    {
        Title("Layers", "█ kept  ▓ shadowed  ░ cache");
        var largest = Math.Max(1, Enumerable.Range(0, inspection.Image.Layers.Count).Select(LayerBytes).DefaultIfEmpty().Max());
        var bar = Math.Clamp(_width / 4, 8, 32);
        for (var i = 0; i < inspection.Image.Layers.Count; i++)
        {
            var (kept, shadowed, cached) = (Sum(i, c => c == WasteCategory.None), Sum(i, IsDoubled), Sum(i, c => c != WasteCategory.None && !IsDoubled(c)));
            var waste = shadowed + cached;
            Line($"{$"#{i + 1}",4} {Size(kept + waste),8} {Bar(kept, shadowed, cached, largest, bar)} {PlainText.Fit(inspection.Origins[i].Text, _width - bar - 15)}");
            if (waste > 0)
            {
                Line($"     {Size(waste),8} {Paint("of it waste", 33)}");
            }
        }
    }

    private static bool IsDoubled(WasteCategory category) => category is WasteCategory.Shadowed or WasteCategory.SplitLinks;

    private void WriteCauses()
    {
        var causes = WasteCause.Of(inspection);
        if (causes.Count == 0)
        {
            return;
        }

        Title("Largest causes", "");
        foreach (var cause in causes.Take(Rows))
        {
            Line($"{Bold($"{Size(cause.Bytes),9}")}  {PlainText.Fit(cause.What, _width - 11)}");
            foreach (var part in Wrap(cause.Fix, _width - 11))
            {
                Line($"           {part}");
            }
        }

        More(causes.Count, "causes");
    }

    private void WritePackages()
    {
        var packages = PackageWeight.Of(inspection);
        if (packages.Count == 0)
        {
            return;
        }

        Title("Packages", "");
        var place = _width < 72 ? 0 : Math.Clamp((_width - 12) / 3, 16, 36);
        foreach (var weight in packages.Take(Rows))
        {
            var where = place == 0 ? "" : $"  {PlainText.Cell(inspection.Tree.Paths.PathText(weight.Package.Environment), place)}  {PlainText.Fit(weight.Package.Channel, 24)}";
            Line($"{Size(weight.Bytes),9}  {PlainText.Cell(weight.Package.ToString(), place == 0 ? _width - 11 : _width - place - 39)}{where}".TrimEnd());
        }

        More(packages.Count, "packages");
    }

    private void WriteDuplicates()
    {
        if (inspection.Duplicates.Count == 0)
        {
            return;
        }

        Title("Shipped more than once", $"{Size(inspection.Duplicates.Sum(d => d.Excess))} too much");
        foreach (var duplicate in inspection.Duplicates.Take(Rows / 2))
        {
            Line($"{Size(duplicate.Excess),9}  {duplicate.Copies.Count} times {Size(duplicate.Size)}");
            foreach (var copy in duplicate.Copies.Take(4))
            {
                var owner = inspection.Owners[copy] is var index and >= 0 ? $"  ({inspection.Owners.All[index]}, {inspection.Owners.All[index].Channel})" : "";
                Line($"           {PlainText.Fit(inspection.Tree.Paths.PathText(copy) + owner, _width - 11)}");
            }
        }

        More(inspection.Duplicates.Count, "files", Rows / 2);
    }

    private void WriteDefaults()
    {
        var packages = PackageWeight.Of(inspection).Where(w => w.Package.IsFromDefaults).Select(w => w.Package.Name).ToArray();
        if (packages.Length > 0)
        {
            Title("Licence", "");
            foreach (var part in Wrap(
                $"{packages.Length} packages come from Anaconda's `defaults` channels, which organisations of more than 200 people pay for: "
                + string.Join(", ", packages.Take(8).Select(PlainText.Safe)) + (packages.Length > 8 ? " …" : ""), _width - 2))
            {
                Line("  " + part);
            }
        }
    }

    private void WriteSecrets()
    {
        if (inspection.Secrets.Count == 0)
        {
            return;
        }

        Title("Secrets", "");
        foreach (var secret in inspection.Secrets.Take(Rows))
        {
            var place = secret.Layer < 0 ? "" : secret.IsDeleted ? $", deleted but still in layer #{secret.Layer + 1}" : $", layer #{secret.Layer + 1}";
            Line($"  {PlainText.Fit($"{secret.Kind} in {secret.Place}{place}", _width - 2)}");
        }

        More(inspection.Secrets.Count, "places");
    }

    private long LayerBytes(int layer) => Sum(layer, _ => true);

    private long Sum(int layer, Func<WasteCategory, bool> counts) =>
        inspection.Account.Cells.Where(c => c.Key.Layer == layer && counts(c.Key.Category)).Sum(c => c.Value.Bytes);

    // Whatever is there shows at least one cell.
    private static string Bar(long kept, long shadowed, long cached, long largest, int width)
    {
        int Cells(long bytes) => bytes == 0 ? 0 : Math.Max(1, (int)Math.Round((double)bytes / largest * (width - 2)));
        return (new string('█', Cells(kept)) + new string('▓', Cells(shadowed)) + new string('░', Cells(cached))).PadRight(width)[..width];
    }

    private static IEnumerable<string> Wrap(string text, int width)
    {
        var line = "";
        foreach (var word in PlainText.Safe(text).Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }

    private void Title(string title, string remark)
    {
        Line("");
        Line(remark.Length == 0 ? Bold(title) : $"{Bold(title)}  {remark}");
    }

    private void More(int count, string things, int shown = Rows)
    {
        if (count > shown)
        {
            Line($"           … {count - shown} more {things}; see --json or --html");
        }
    }

    private void Line(string text) => terminal.Output.WriteLine(text);

    private static string Size(long bytes) => new ByteSize(bytes).ToString();

    private string Bold(string text) => Paint(text, 1);

    private string Paint(string text, int code) => terminal.OutputHasColour ? $"\e[{code}m{text}\e[0m" : text;
}
