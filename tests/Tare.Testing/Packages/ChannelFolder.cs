using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Tare.Testing.Packages;

/// <summary>A channel as a folder: <c>SUBDIR/ARCHIVE</c> and <c>SUBDIR/repodata.json</c>.</summary>
public sealed class ChannelFolder(string path)
{
    private readonly SortedDictionary<string, (string Subdir, JsonObject Record)> _records = new(StringComparer.Ordinal);

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>Every record by file name, as repodata.json has it.</summary>
    public IEnumerable<KeyValuePair<string, JsonObject>> Records => _records.Select(r => KeyValuePair.Create(r.Key, r.Value.Record));

    /// <summary>Packs an unpacked package into the channel.</summary>
    public string Add(string unpacked, PackageFields fields, string extension = ".conda")
    {
        var name = fields.Distribution + extension;
        var archive = System.IO.Path.Combine(Path, fields.Subdir, name);
        PackageArchive.Write(unpacked, archive);
        var record = RecordOf(fields, archive);
        lock (_records)
        {
            _records[name] = (fields.Subdir, record);
        }

        return archive;
    }

    /// <summary>Packs a package made up in a test into the channel.</summary>
    public string Add(TestPackage package, string extension = ".conda")
    {
        using var folder = new TemporaryFolder();
        package.WriteTo(folder.Path);

        // The same package is the same archive, whenever a test packs it.
        var built = DateTimeOffset.FromUnixTimeMilliseconds(package.Fields.Timestamp).UtcDateTime;
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).LinkTarget is null))
        {
            File.SetLastWriteTimeUtc(file, built);
        }

        return Add(folder.Path, package.Fields, extension);
    }

    /// <summary>Writes repodata.json of the given subdir, of every subdir that has packages, and of noarch.</summary>
    public void WriteIndex(string subdir = "linux-64")
    {
        foreach (var name in _records.Values.Select(r => r.Subdir).Append("noarch").Append(subdir).Distinct(StringComparer.Ordinal))
        {
            var document = new JsonObject
            {
                ["info"] = new JsonObject { ["subdir"] = name },
                ["packages"] = Section(name, ".tar.bz2"),
                ["packages.conda"] = Section(name, ".conda"),
                ["removed"] = new JsonArray(),
                ["repodata_version"] = 1,
            };
            var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;
            File.WriteAllText(System.IO.Path.Combine(folder, "repodata.json"), document.ToJsonString(InfoFolder.Layout) + "\n");
        }
    }

    /// <summary>The record of an archive: its fields, its size and its two hashes.</summary>
    internal static JsonObject RecordOf(PackageFields fields, string archive)
    {
        var bytes = File.ReadAllBytes(archive);
        var record = fields.ToIndex();
        record.Remove("arch");
        record.Remove("platform");
        record["md5"] = Convert.ToHexStringLower(MD5.HashData(bytes));
        record["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        record["size"] = bytes.Length;
        return record;
    }

    private JsonObject Section(string subdir, string extension)
    {
        var section = new JsonObject();
        foreach (var (name, (_, record)) in _records.Where(r => r.Value.Subdir == subdir && r.Key.EndsWith(extension, StringComparison.Ordinal)))
        {
            section[name] = record.DeepClone();
        }

        return section;
    }
}
