using System.Text.Json;
using Tare.Cli.Terminals;
using Tare.Conda.Channels;
using Tare.Conda.Records;
using Tare.Primitives;

namespace Tare.Cli.Views.Conda;

/// <summary>Shows packages that were found, as conda search does.</summary>
internal sealed class SearchView(Terminal terminal, ChannelResolver channels)
{
    internal void Packages(IReadOnlyList<RepoDataRecord> records, bool json, bool info)
    {
        if (json)
        {
            JsonText.Write(terminal.Output, writer => WriteByName(writer, records));
        }
        else if (info)
        {
            WriteInfo(records);
        }
        else
        {
            terminal.Output.WriteLine($"# {"Name",-18} {"Version",15} {"Build",15}  {"Channel",-20}");
            foreach (var record in records)
            {
                terminal.Output.WriteLine(Printable.Text($"{record.Name,-20} {record.Version,15} {record.Build,15}  {channels.Resolve(record.Channel).Name,-20}"));
            }
        }
    }

    internal void Environments(IReadOnlyList<(string Prefix, IReadOnlyList<RepoDataRecord> Records)> environments, bool json, bool info)
    {
        if (json)
        {
            JsonText.Write(terminal.Output, writer => WriteByPrefix(writer, environments));
        }
        else if (info)
        {
            WriteInfo([.. environments.SelectMany(e => e.Records)]);
        }
        else
        {
            terminal.Output.WriteLine($"# {"Name",-13} {"Version",15} {"Build",15}  {"Channel",-20} {"Location",-20}");
            foreach (var (prefix, record) in environments.SelectMany(e => e.Records.Select(r => (e.Prefix, r))))
            {
                terminal.Output.WriteLine(Printable.Text($"{record.Name,-15} {record.Version,15} {record.Build,15}  {channels.Resolve(record.Channel).Name,-20} {prefix,-20}"));
            }
        }
    }

    private void WriteInfo(IReadOnlyList<RepoDataRecord> records)
    {
        foreach (var record in records)
        {
            var title = Printable.Text($"{record.Name} {record.Version} {record.Build}");
            terminal.Output.WriteLine(title);
            terminal.Output.WriteLine(new string('-', title.Length));
            Line("file name", record.FileName);
            Line("name", record.Name);
            Line("version", record.Version);
            Line("build", record.Build);
            Line("build number", record.BuildNumber.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Line("size", record.Size is { } size ? new ByteSize(size).ToString() : null);
            Line("license", record.License);
            Line("subdir", record.Subdir);
            Line("url", record.Url);
            Line("md5", record.Md5);
            Line("timestamp", record.Timestamp is > 0 and < 253_402_300_800_000 and { } time ? $"{DateTimeOffset.FromUnixTimeMilliseconds(time):yyyy-MM-dd HH:mm:ss} UTC" : null);
            List("track_features", record.TrackFeatures, null);
            List("constraints", record.Constrains, null);
            List("dependencies", record.Depends, "[]");
            Exports(RunExports.Of(record));
            terminal.Output.WriteLine();
            terminal.Output.WriteLine();
        }
    }

    private void Line(string name, string? value)
    {
        if (value is not null)
        {
            terminal.Output.WriteLine($"{name,-12}: {Printable.Text(value)}");
        }
    }

    // Nothing where nobody knows.
    private void Exports(RunExports? exports)
    {
        if (exports is null)
        {
            return;
        }

        var kinds = exports.Kinds.ToList();
        terminal.Output.WriteLine($"{"run exports",-12}: {(kinds.Count == 0 ? "[]" : "")}");
        foreach (var (kind, specs) in kinds)
        {
            terminal.Output.WriteLine($"  {kind}:");
            foreach (var spec in specs)
            {
                terminal.Output.WriteLine($"    - {Printable.Text(spec)}");
            }
        }
    }

    private void List(string name, IReadOnlyList<string> items, string? none)
    {
        if (items.Count > 0 || none is not null)
        {
            terminal.Output.WriteLine($"{name,-12}: {(items.Count == 0 ? none : "")}");
        }

        foreach (var item in items)
        {
            terminal.Output.WriteLine($"  - {Printable.Text(item)}");
        }
    }

    private static void WriteByName(Utf8JsonWriter writer, IReadOnlyList<RepoDataRecord> records)
    {
        writer.WriteStartObject();
        foreach (var group in records.GroupBy(r => r.Name).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            writer.WriteStartArray(group.Key);
            WriteRecords(writer, group, RepoDataRecordJson.WriteListed);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteByPrefix(Utf8JsonWriter writer, IReadOnlyList<(string Prefix, IReadOnlyList<RepoDataRecord> Records)> environments)
    {
        writer.WriteStartArray();
        foreach (var (prefix, records) in environments)
        {
            writer.WriteStartObject();
            writer.WriteString("location", prefix);
            writer.WriteStartArray("package_records");
            WriteRecords(writer, records, RepoDataRecordJson.WriteProperties);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRecords(Utf8JsonWriter writer, IEnumerable<RepoDataRecord> records, Action<Utf8JsonWriter, RepoDataRecord> write)
    {
        foreach (var record in records)
        {
            writer.WriteStartObject();
            write(writer, record);
            writer.WriteEndObject();
        }
    }
}
