using System.Text.Json;
using Tare.Cli.Terminals;
using Tare.Conda.Prefixes;
using Tare.Primitives.Json;

namespace Tare.Cli.Views.Conda;

/// <summary>Shows the revisions of an environment.</summary>
internal static class RevisionsView
{
    internal static void Write(Terminal terminal, IReadOnlyList<HistoryRevision> revisions, bool json)
    {
        if (json)
        {
            JsonText.Write(terminal.Output, writer => WriteJson(writer, revisions));
            return;
        }

        for (var index = 0; index < revisions.Count; index++)
        {
            terminal.Output.WriteLine($"{revisions[index].Date}  (rev {index})");
            foreach (var line in Lines(revisions[index]))
            {
                terminal.Output.WriteLine($"    {line}");
            }

            terminal.Output.WriteLine();
        }
    }

    private static IEnumerable<string> Lines(HistoryRevision revision)
    {
        if (!revision.IsDifference)
        {
            return revision.Packages.Order(StringComparer.Ordinal);
        }

        var change = RevisionChange.Of(revision);
        return change.Changed.Select(c => $" {c.Old.Name}  {{{VersionText(c.Old)} -> {VersionText(c.New)}}}")
            .Concat(change.Removed.Select(p => $"-{p.Name}-{VersionText(p)}"))
            .Concat(change.Added.Select(p => $"+{p.Name}-{VersionText(p)}"));
    }

    private static string VersionText(HistoryPackage package) => package.Channel == "defaults" ? package.Version : $"{package.Version} ({package.Channel})";

    private static void WriteJson(Utf8JsonWriter writer, IReadOnlyList<HistoryRevision> revisions)
    {
        writer.WriteStartArray();
        for (var index = 0; index < revisions.Count; index++)
        {
            var change = RevisionChange.Of(revisions[index]);
            writer.WriteStartObject();
            writer.WriteString("date", revisions[index].Date);
            writer.WriteNumber("rev", index);
            writer.WriteTexts("install", revisions[index].IsDifference ? change.Added.Select(p => p.ToString()) : revisions[index].Packages.Order(StringComparer.Ordinal));
            writer.WriteTexts("remove", change.Removed.Select(p => p.ToString()));
            WriteChanges(writer, "upgrade", change.Changed.Where(c => c.IsUpgrade));
            WriteChanges(writer, "downgrade", change.Changed.Where(c => !c.IsUpgrade));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteChanges(Utf8JsonWriter writer, string name, IEnumerable<ChangedPackage> changes)
    {
        writer.WriteStartArray(name);
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("old", change.Old.ToString());
            writer.WriteString("new", change.New.ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
