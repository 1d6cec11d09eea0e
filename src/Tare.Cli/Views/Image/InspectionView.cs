using Tare.Cli.Terminals;
using Tare.Images.Inspection;
using Tare.Primitives;

namespace Tare.Cli.Views.Image;

/// <summary>An inspection on a terminal of any width. Three densities of ink tell kept, shadowed and cached bytes apart; colour only helps.</summary>
internal sealed class InspectionView(Terminal terminal, string name, ImageInspection inspection)
{
    private const int Rows = 12;
    private const int MostLayers = 24;
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
        var share = inspection.Account.Total == 0 ? 0 : 100.0 * waste / inspection.Account.Total;
        Line($"{Bold(PlainText.Safe(name))}  {inspection.Image.Platform}");
        Line($"{Size(inspection.Account.Total)} in {Grammar.Count(inspection.Image.Layers.Count, "layer")}, {Size(inspection.CompressedBytes)} compressed");
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
        var shown = ShownLayers();
        foreach (var i in shown)
        {
            var (kept, shadowed, cached) = (Sum(i, c => c == WasteCategory.None), Sum(i, IsDoubled), Sum(i, c => c != WasteCategory.None && !IsDoubled(c)));
            var waste = shadowed + cached;
            Line($"{$"#{i + 1}",4} {Size(kept + waste),8} {Bar(kept, shadowed, cached, largest, bar)} {PlainText.Fit(inspection.Origins[i].Text, _width - bar - 15)}");
            if (waste > 0)
            {
                Line($"     {Size(waste),8} {Paint("of it waste", 33)}");
            }
        }

        var others = Enumerable.Range(0, inspection.Image.Layers.Count).Except(shown).ToList();
        if (others.Count > 0)
        {
            Line($"     {Size(others.Sum(LayerBytes)),8} in {Grammar.Count(others.Count, "smaller layer")} without waste; see --json or --html");
        }
    }

    // All of them where they fit on a screen; else those with waste and the largest.
    private List<int> ShownLayers()
    {
        var all = Enumerable.Range(0, inspection.Image.Layers.Count).ToList();
        var wasteful = all.Where(i => Sum(i, c => c != WasteCategory.None) > 0);
        return all.Count <= MostLayers ? all : [.. wasteful.Union(all.OrderByDescending(LayerBytes).Take(Rows)).Order()];
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

        More(causes.Count, "cause");
    }

    private void WritePackages()
    {
        var packages = PackageWeight.Of(inspection);
        if (packages.Count == 0)
        {
            return;
        }

        Title("Packages", "");
        var rows = packages.Take(Rows).Select(w => (
            w.Bytes, Name: w.Package.ToString(), Environment: inspection.Tree.Paths.PathText(w.Package.Environment), Channel: PlainText.Channel(w.Package.Channel))).ToList();
        var room = _width - 11;
        var isWide = _width >= 72;
        var channel = isWide ? Math.Min(rows.Max(r => r.Channel.Length), room / 4) : -2;
        var environment = isWide ? Math.Min(rows.Max(r => r.Environment.Length), room / 3) : -2;
        var title = Math.Min(rows.Max(r => r.Name.Length), room - channel - environment - 4);
        foreach (var row in rows)
        {
            var where = isWide ? $"  {PlainText.FitPath(row.Environment, environment).PadRight(environment)}  {PlainText.Fit(row.Channel, channel)}" : "";
            Line($"{Size(row.Bytes),9}  {PlainText.Cell(row.Name, title)}{where}".TrimEnd());
        }

        More(packages.Count, "package");
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
            var owners = duplicate.Copies.Select(c => inspection.Owners[c] is var index and >= 0 ? inspection.Owners.All[index] : null).ToList();
            var isOne = owners.Distinct().Count() == 1;
            var isMixed = owners.Select(o => o?.Channel).Distinct().Count() > 1;
            Line($"{Size(duplicate.Excess),9}  {duplicate.Copies.Count} times {Size(duplicate.Size)}{(isOne && owners[0] is { } only ? PlainText.Safe($" in {only}") : "")}");
            var paths = duplicate.Copies.Take(4).Select(inspection.Tree.Paths.PathText).ToArray();
            var same = PlainText.CommonStart(paths);
            foreach (var (path, package) in paths.Zip(owners))
            {
                var owner = package is null || isOne ? "" : PlainText.Fit(isMixed ? $"  ({package}, {PlainText.Channel(package.Channel)})" : $"  ({package})", (_width - 11) / 3);
                Line($"           {PlainText.FitAround(path, same, _width - 11 - owner.Length)}{owner}");
            }
        }

        More(inspection.Duplicates.Count, "file", Rows / 2);
    }

    private void WriteDefaults()
    {
        var packages = PackageWeight.Of(inspection).Where(w => w.Package.IsFromDefaults).Select(w => w.Package.Name).ToArray();
        if (packages.Length > 0)
        {
            Title("Licence", "");
            foreach (var part in Wrap(
                $"{Grammar.Count(packages.Length, "package")} {(packages.Length == 1 ? "comes" : "come")} from Anaconda's `defaults` channels, which organisations of more than 200 people pay for: "
                + string.Join(", ", packages.Take(8).Select(t => PlainText.Safe(t))) + (packages.Length > 8 ? " …" : ""), _width - 2))
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

        More(inspection.Secrets.Count, "place");
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

    private void More(int count, string thing, int shown = Rows)
    {
        if (count > shown)
        {
            Line($"           … {Grammar.Count(count - shown, $"more {thing}")}; see --json or --html");
        }
    }

    private void Line(string text) => terminal.Output.WriteLine(text);

    private static string Size(long bytes) => new ByteSize(bytes).ToString();

    private string Bold(string text) => Paint(text, 1);

    private string Paint(string text, int code) => terminal.OutputHasColour ? $"\e[{code}m{text}\e[0m" : text;
}
