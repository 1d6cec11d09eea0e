using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tare.Primitives;

namespace Tare.Testing.Packages;

/// <summary>Writes the <c>info/</c> folder of an unpacked package from its fields and from the files that lie there.</summary>
public static class InfoFolder
{
    internal static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes info/{index,paths,about}.json, info/files and, for a noarch package, info/link.json.</summary>
    public static void Write(string folder, PackageFields fields)
    {
        var info = Directory.CreateDirectory(Path.Combine(folder, "info")).FullName;
        var paths = PayloadOf(folder).ToArray();
        WriteJson(info, "index.json", fields.ToIndex());
        WriteJson(info, "paths.json", new JsonObject
        {
            ["paths"] = new JsonArray([.. paths.Select(p => Entry(folder, p))]),
            ["paths_version"] = 1,
        });
        WriteJson(info, "about.json", new JsonObject { ["home"] = fields.Home, ["license"] = fields.License, ["summary"] = fields.Summary });
        if (fields.Noarch is not null)
        {
            WriteJson(info, "link.json", new JsonObject { ["noarch"] = new JsonObject { ["type"] = fields.Noarch }, ["package_metadata_version"] = 1 });
        }

        File.WriteAllText(Path.Combine(info, "files"), string.Concat(paths.Select(p => p + "\n")));
    }

    /// <summary>Files and symbolic links outside <c>info/</c>, relative, sorted; with an empty folder as the folder itself.</summary>
    public static IEnumerable<string> PayloadOf(string folder) =>
        new System.IO.Enumeration.FileSystemEnumerable<string>(
            folder,
            (ref System.IO.Enumeration.FileSystemEntry e) => Path.GetRelativePath(folder, e.ToFullPath()),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
        {
            ShouldIncludePredicate = (ref System.IO.Enumeration.FileSystemEntry e) => IsLink(ref e) || !e.IsDirectory || IsEmpty(e.ToFullPath()),
            ShouldRecursePredicate = (ref System.IO.Enumeration.FileSystemEntry e) => !IsLink(ref e),
        }
        .Where(p => p != "info" && !p.StartsWith("info/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static bool IsLink(ref System.IO.Enumeration.FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

    private static bool IsEmpty(string folder) => !Directory.EnumerateFileSystemEntries(folder).Any();

    private static JsonObject Entry(string folder, string path)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        if (file.LinkTarget is { } target)
        {
            var reached = Path.Combine(Path.GetDirectoryName(file.FullName)!, target);
            var content = File.Exists(reached) ? File.ReadAllBytes(reached) : [];
            return Describe(path, "softlink", content);
        }

        if (Directory.Exists(file.FullName))
        {
            return new JsonObject { ["_path"] = path, ["path_type"] = "directory" };
        }

        var bytes = File.ReadAllBytes(file.FullName);
        var entry = Describe(path, "hardlink", bytes);
        if (Placeholder.ModeOf(bytes) is { } mode)
        {
            entry["file_mode"] = mode;
            entry["prefix_placeholder"] = Placeholder.Text;
        }

        return entry;
    }

    private static JsonObject Describe(string path, string type, byte[] content) => new()
    {
        ["_path"] = path,
        ["path_type"] = type,
        ["sha256"] = Digest.Of(content).Hex,
        ["size_in_bytes"] = content.Length,
    };

    private static void WriteJson(string folder, string name, JsonObject document) =>
        File.WriteAllText(Path.Combine(folder, name), document.ToJsonString(Layout) + "\n");
}
