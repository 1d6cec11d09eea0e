using System.Text.Json;
using Tare.Cli.Terminals;
using Tare.Conda.Channels;
using Tare.Conda.Configuration;
using Tare.Conda.Records;
using Tare.Conda.Relocation;
using Tare.Conda.Solving.Planning;
using Tare.Primitives;
using Tare.Primitives.Json;

namespace Tare.Cli.Views.Conda;

/// <summary>Shows what will happen to an environment: a table with sizes, or conda's JSON (UnlinkLinkTransaction in conda/core/link.py).</summary>
internal sealed class ChangeView
{
    private const int ChannelColumn = 4;
    private const int SizeWidth = 9;
    private readonly Terminal _terminal;
    private readonly EnvironmentChange _change;
    private readonly HashSet<RepoDataRecord> _fetched;

    internal ChangeView(Terminal terminal, CondaConfiguration configuration, EnvironmentChange change)
    {
        (_terminal, _change) = (terminal, change);

        // Looked up before the change is made, as afterwards everything is in the cache. A folder's names are read once: most lack a package.
        var caches = configuration.PkgsDirs.Where(Directory.Exists)
            .Select(d => (Folder: d, Names: Directory.EnumerateFileSystemEntries(d).Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal))).ToArray();
        _fetched = new(change.Link.Where(r => !Array.Exists(caches, c => IsCached(c.Folder, c.Names, r))), ReferenceEqualityComparer.Instance);
    }

    /// <summary>conda's JSON.</summary>
    internal void WriteJson(bool isDryRun, bool isNew = false, string? cloneOf = null) => JsonText.Write(_terminal.Output, writer =>
    {
        writer.WriteStartObject();
        if (_change.IsEmpty && !isNew)
        {
            writer.WriteString("message", "All requested packages already installed.");
            writer.WriteBoolean("success", true);
            writer.WriteEndObject();
            return;
        }

        if (cloneOf is not null)
        {
            writer.WriteString("dst_prefix", _change.Prefix);
            writer.WriteString("src_prefix", cloneOf);
            writer.WriteTexts("untracked_files", UntrackedFiles.Of(cloneOf));
        }

        writer.WriteStartObject("actions");
        WriteList(writer, "FETCH", _change.Link.Where(_fetched.Contains), RepoDataRecordJson.WriteListed);
        if (_change.Link.Count > 0)
        {
            WriteList(writer, "LINK", _change.Link, WriteDist);
        }

        writer.WriteString("PREFIX", _change.Prefix);
        if (_change.Unlink.Count > 0)
        {
            WriteList(writer, "UNLINK", _change.Unlink, WriteDist);
        }

        writer.WriteEndObject();
        if (isDryRun)
        {
            writer.WriteBoolean("dry_run", true);
        }

        writer.WriteString("prefix", _change.Prefix);
        writer.WriteBoolean("success", true);
        writer.WriteEndObject();
    });

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
        writer.WriteString("channel", channel.Name);
        writer.WriteString("dist_name", record.DistName);
        writer.WriteString("name", record.Name);
        writer.WriteString("platform", record.Subdir);
        writer.WriteString("version", record.Version);
    }

    /// <summary>A table with sizes.</summary>
    internal void WriteTable()
    {
        var (output, change) = (_terminal.Output, _change);
        output.WriteLine($"environment: {change.Prefix}");
        if (change.IsEmpty)
        {
            output.WriteLine(change.Final.Count == 0 ? "No packages." : "All requested packages already installed.");
            return;
        }

        var before = change.Unlink.ToDictionary(r => r.Name, StringComparer.Ordinal);
        var rows = change.Link.Select(r => Row(r, before.GetValueOrDefault(r.Name)))
            .Concat(change.Unlink.Where(u => !change.Link.Any(l => l.Name == u.Name)).Select(u => new[] { "-", u.Name, u.Version, u.Build, "", "" }))
            .OrderBy(r => r[1], StringComparer.Ordinal).ToList();
        rows.Insert(0, ["", "package", "version", "build", "channel", "size"]);
        var widths = Enumerable.Range(0, 5).Select(i => rows.Max(r => r[i].Length)).ToArray();
        if (_terminal.OutputIsTerminal)
        {
            // On a screen a channel with a long address takes the room that is left, and not a line more.
            widths[ChannelColumn] = Math.Clamp(_terminal.Width - widths[..ChannelColumn].Sum() - (2 * widths.Length) - SizeWidth, "channel".Length, widths[ChannelColumn]);
            rows.ForEach(r => r[ChannelColumn] = PlainText.FitPath(r[ChannelColumn], widths[ChannelColumn]));
        }

        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, i) => i < 5 ? cell.PadRight(widths[i]) : cell.PadLeft(SizeWidth))).TrimEnd());
        }

        // A list of archives does not say how large they are.
        var size = _fetched.Sum(r => r.Size ?? 0);
        output.WriteLine($"{Grammar.Count(change.Link.Count, "package")} to link, {change.Unlink.Count} to remove; {_fetched.Count} to download{(size > 0 ? $", {new ByteSize(size)}" : "")}");

        // A log of both streams has the plan before what is said while it is carried out.
        output.Flush();
    }

    private string[] Row(RepoDataRecord record, RepoDataRecord? before) =>
    [
        before is null ? "+" : "~",
        record.Name,
        before is null || before.Version == record.Version ? record.Version : $"{before.Version} -> {record.Version}",
        record.Build,
        $"{Channel(record)}/{record.Subdir}",
        !_fetched.Contains(record) ? "cached" : record.Size is { } size ? new ByteSize(size).ToString() : "",
    ];

    private string Channel(RepoDataRecord record)
    {
        var name = ChannelResolver.Default.Resolve(record.Channel).CanonicalName;
        return _terminal.OutputIsTerminal ? PlainText.Channel(name) : name;
    }

    // The archive or its unpacked folder is in a package cache.
    private static bool IsCached(string cache, HashSet<string?> names, RepoDataRecord record)
    {
        var stem = record.DistName;
        return names.Contains(record.FileName) || (names.Contains(stem) && File.Exists(Path.Join(cache, stem, "info", "index.json")));
    }
}
