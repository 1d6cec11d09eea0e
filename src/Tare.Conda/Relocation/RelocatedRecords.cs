using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tare.Conda.Prefixes;

namespace Tare.Conda.Relocation;

/// <summary>The records of an environment after files of theirs were written anew: their digests in the environment are others.</summary>
internal static class RelocatedRecords
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the records that name one of the files again.</summary>
    /// <param name="folder">Where the environment is put together.</param>
    /// <param name="records">The records as they were read.</param>
    /// <param name="hashes">SHA-256 of the files that were written anew, by their paths.</param>
    internal static void Update(string folder, IReadOnlyList<PrefixRecord> records, IReadOnlyDictionary<string, string> hashes)
    {
        foreach (var record in records.Where(r => r.Paths.Any(p => hashes.ContainsKey(p.Path))))
        {
            var path = Path.Join(folder, "conda-meta", Path.GetFileName(record.RecordPath));
            var document = JsonNode.Parse(File.ReadAllBytes(path))!;
            foreach (var entry in document["paths_data"]?["paths"]?.AsArray() ?? [])
            {
                if (entry?["_path"]?.GetValue<string>() is { } name && hashes.TryGetValue(name, out var hash) && entry["sha256_in_prefix"] is not null)
                {
                    entry["sha256_in_prefix"] = hash;
                }
            }

            // The name may be a second one of the old environment's record, which keeps its content.
            File.Delete(path);
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
            RandomAccess.Write(file, System.Text.Encoding.UTF8.GetBytes(document.ToJsonString(Layout)), 0);
        }
    }
}
