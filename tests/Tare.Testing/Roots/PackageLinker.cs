using System.Text.Json.Nodes;
using Tare.Primitives;
using Tare.Testing.Packages;

namespace Tare.Testing.Roots;

/// <summary>
/// Brings an extracted package into an environment and writes its conda-meta record as conda does. On its own, so that the tests
/// of the product's linker and cleaner do not lean on what they test.
/// </summary>
internal sealed class PackageLinker(string prefix, string sitePackages)
{
    internal void Install(CachedPackage package, LinkKind kind)
    {
        var paths = JsonNode.Parse(File.ReadAllText(Path.Combine(package.Folder, "info", "paths.json")))!["paths"]!.AsArray();
        var isPython = (string?)package.Record["noarch"] == "python";
        var linked = new JsonArray();
        foreach (var entry in paths)
        {
            var path = (string)entry!["_path"]!;
            var target = isPython ? InPrefix(path) : path;
            var copy = entry.DeepClone().AsObject();
            copy["_path"] = target;
            Place(package, path, target, copy, kind);
            linked.Add(copy);
        }

        WriteRecord(package, linked, kind);
    }

    private string InPrefix(string path) =>
        path.StartsWith("site-packages/", StringComparison.Ordinal) ? $"{sitePackages}/{path["site-packages/".Length..]}"
        : path.StartsWith("python-scripts/", StringComparison.Ordinal) ? $"bin/{path["python-scripts/".Length..]}"
        : path;

    private void Place(CachedPackage package, string path, string target, JsonObject entry, LinkKind kind)
    {
        var source = Path.Combine(package.Folder, path);
        var destination = Path.Combine(prefix, target);
        if ((string?)entry["path_type"] == "directory")
        {
            Directory.CreateDirectory(destination);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
        if (new FileInfo(source).LinkTarget is { } link)
        {
            File.CreateSymbolicLink(destination, link);
        }
        else if ((string?)entry["file_mode"] is { } mode)
        {
            var content = Placeholder.Replace(File.ReadAllBytes(source), mode, prefix);
            File.WriteAllBytes(destination, content);
            File.SetUnixFileMode(destination, File.GetUnixFileMode(source));
            entry["sha256_in_prefix"] = Digest.Of(content).Hex;
            return;
        }
        else if (kind == LinkKind.Hard)
        {
            HardLink.Create(source, destination);
        }
        else if (kind == LinkKind.Soft)
        {
            File.CreateSymbolicLink(destination, source);
        }
        else
        {
            File.Copy(source, destination);
        }

        entry["sha256_in_prefix"] = (string?)entry["sha256"];
    }

    private void WriteRecord(CachedPackage package, JsonArray paths, LinkKind kind)
    {
        var record = package.Record.DeepClone().AsObject();
        record["requested_spec"] = package.Name;
        record["package_tarball_full_path"] = package.Archive;
        record["extracted_package_dir"] = package.Folder;
        record["files"] = new JsonArray([.. paths.Select(p => JsonValue.Create((string)p!["_path"]!))]);
        record["paths_data"] = new JsonObject { ["paths_version"] = 1, ["paths"] = paths };
        record["link"] = new JsonObject { ["source"] = package.Folder, ["type"] = (int)kind };
        record["requested_specs"] = new JsonArray(package.Name);
        File.WriteAllText(Path.Combine(prefix, "conda-meta", $"{package.Distribution}.json"), record.ToJsonString(InfoFolder.Layout));
    }
}
