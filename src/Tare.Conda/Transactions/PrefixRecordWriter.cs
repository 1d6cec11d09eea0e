using System.Text.Json;
using System.Text.Json.Nodes;
using Tare.Conda.Linking;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;

namespace Tare.Conda.Transactions;

/// <summary>Writes <c>conda-meta/NAME-VERSION-BUILD.json</c> as conda does: sorted keys, two spaces, no line end.</summary>
public static class PrefixRecordWriter
{
    private static readonly JsonWriterOptions Layout = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The bytes of the record of a package that was linked.</summary>
    public static byte[] Write(TransactionPackage package, IReadOnlyList<PrefixPath> paths, LinkType link)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            Record(package, paths, link).WriteTo(writer);
        }

        return buffer.ToArray();
    }

    private static JsonObject Record(TransactionPackage package, IReadOnlyList<PrefixPath> paths, LinkType link)
    {
        var fields = Fields(package.Record);
        fields["extracted_package_dir"] = package.IsTemporary ? "" : package.ExtractedFolder;
        fields["package_tarball_full_path"] = package.ArchivePath ?? "";
        fields["files"] = new JsonArray([.. paths.Where(p => p.Type != PrefixPathType.Directory).Select(p => (JsonNode?)p.Path)]);
        fields["link"] = new JsonObject { ["source"] = package.IsTemporary ? "" : package.ExtractedFolder, ["type"] = (int)link };
        fields["paths_data"] = new JsonObject
        {
            ["paths"] = new JsonArray([.. paths.Select(p => (JsonNode?)PathNode(p))]),
            ["paths_version"] = 1,
        };
        if (package.RequestedSpecs.Count > 0)
        {
            fields["requested_spec"] = package.RequestedSpecs[0];
            fields["requested_specs"] = new JsonArray([.. package.RequestedSpecs.Select(s => (JsonNode?)s)]);
        }

        var sorted = new JsonObject();
        foreach (var (key, value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            sorted[key] = value?.DeepClone();
        }

        return sorted;
    }

    private static Dictionary<string, JsonNode?> Fields(RepoDataRecord record)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            RepoDataRecordJson.WriteProperties(writer, record);
            writer.WriteEndObject();
        }

        return JsonNode.Parse(buffer.ToArray())!.AsObject().ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
    }

    private static JsonObject PathNode(PrefixPath path)
    {
        var node = new JsonObject { ["_path"] = path.Path };
        if (path.FileMode is not null)
        {
            node["file_mode"] = path.FileMode;
        }

        if (path.NoLink)
        {
            node["no_link"] = true;
        }

        node["path_type"] = PrefixPathTypes.ToWord(path.Type);
        if (path.PrefixPlaceholder is not null)
        {
            node["prefix_placeholder"] = path.PrefixPlaceholder;
        }

        if (path.Sha256 is not null)
        {
            node["sha256"] = path.Sha256;
        }

        if (path.Sha256InPrefix is not null)
        {
            node["sha256_in_prefix"] = path.Sha256InPrefix;
        }

        if (path.Size is { } size)
        {
            node["size_in_bytes"] = size;
        }

        return node;
    }
}
