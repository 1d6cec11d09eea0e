using System.Text.Json;
using Tare.Cli.Terminals;
using Tare.Conda.Channels;
using Tare.Conda.Configuration;
using Tare.Conda.Records;
using Tare.Conda.Solving.Planning;
using Tare.Primitives;

namespace Tare.Cli.Views.Conda;

/// <summary>Shows what will happen to an environment: a table with sizes, or conda's JSON (UnlinkLinkTransaction in conda/core/link.py).</summary>
internal sealed class ChangeView(Terminal terminal, CondaConfiguration configuration)
{
    internal void Write(EnvironmentChange change, bool json)
    {
        if (json)
        {
            JsonDocumentView.Write(terminal, writer => WriteJson(writer, change));
        }
        else
        {
            WriteTable(change);
        }
    }

    private void WriteJson(Utf8JsonWriter writer, EnvironmentChange change)
    {
        writer.WriteStartObject();
        if (change.IsEmpty)
        {
            writer.WriteString("message", "All requested packages already installed.");
        }
        else
        {
            writer.WriteStartObject("actions");
            WriteList(writer, "FETCH", change.Link.Where(r => !IsCached(r)), RepoDataRecordJson.WriteProperties);
            WriteList(writer, "LINK", change.Link, WriteDist);
            writer.WriteString("PREFIX", change.Prefix);
            if (change.Unlink.Count > 0)
            {
                WriteList(writer, "UNLINK", change.Unlink, WriteDist);
            }

            writer.WriteEndObject();
        }

        writer.WriteBoolean("dry_run", true);
        writer.WriteString("prefix", change.Prefix);
        writer.WriteBoolean("success", true);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<RepoDataRecord> records, Action<Utf8JsonWriter, RepoDataRecord> write)
    {
        writer.WriteStartArray(name);
        foreach (var record in records)
        {
            writer.WriteStartObject();
            write(writer, record);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteDist(Utf8JsonWriter writer, RepoDataRecord record)
    {
        var channel = ChannelResolver.Default.Resolve(record.Channel);
        writer.WriteString("base_url", channel.BaseUrl ?? record.Channel);
        writer.WriteNumber("build_number", record.BuildNumber);
        writer.WriteString("build_string", record.Build);
        writer.WriteString("channel", channel.CanonicalName);
        writer.WriteString("dist_name", $"{record.Name}-{record.Version}-{record.Build}");
        writer.WriteString("name", record.Name);
        writer.WriteString("platform", record.Subdir);
        writer.WriteString("version", record.Version);
    }

    private void WriteTable(EnvironmentChange change)
    {
        var output = terminal.Output;
        output.WriteLine($"environment: {change.Prefix}");
        if (change.IsEmpty)
        {
            output.WriteLine("All requested packages already installed.");
            return;
        }

        var before = change.Unlink.ToDictionary(r => r.Name, StringComparer.Ordinal);
        var rows = change.Link.Select(r => Row(r, before.GetValueOrDefault(r.Name)))
            .Concat(change.Unlink.Where(u => !change.Link.Any(l => l.Name == u.Name)).Select(u => new[] { "-", u.Name, u.Version, u.Build, "", "" }))
            .OrderBy(r => r[1], StringComparer.Ordinal).ToList();
        rows.Insert(0, ["", "package", "version", "build", "channel", "size"]);
        var widths = Enumerable.Range(0, 5).Select(i => rows.Max(r => r[i].Length)).ToArray();
        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, i) => i < 5 ? cell.PadRight(widths[i]) : cell.PadLeft(9))).TrimEnd());
        }

        var fetched = change.Link.Where(r => !IsCached(r)).ToList();
        output.WriteLine($"{change.Link.Count} packages to link, {change.Unlink.Count} to remove; {fetched.Count} to download, {new ByteSize(fetched.Sum(r => r.Size ?? 0))}");
    }

    private string[] Row(RepoDataRecord record, RepoDataRecord? before) =>
    [
        before is null ? "+" : "~",
        record.Name,
        before is null || before.Version == record.Version ? record.Version : $"{before.Version} -> {record.Version}",
        record.Build,
        $"{ChannelResolver.Default.Resolve(record.Channel).CanonicalName}/{record.Subdir}",
        IsCached(record) ? "cached" : record.Size is { } size ? new ByteSize(size).ToString() : "",
    ];

    // The archive or its unpacked folder is in a package cache.
    private bool IsCached(RepoDataRecord record)
    {
        var stem = $"{record.Name}-{record.Version}-{record.Build}";
        return configuration.PkgsDirs.Any(d => File.Exists(Path.Join(d, record.FileName)) || File.Exists(Path.Join(d, stem, "info", "index.json")));
    }
}
