using System.Buffers;
using System.Text.Json;
using Tare.Conda.Linking;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;
using Tare.Primitives.Json;

namespace Tare.Conda.Transactions;

/// <summary>Writes <c>conda-meta/NAME-VERSION-BUILD.json</c> as conda does (PrefixRecord in conda/models/records.py): its keys in its order.</summary>
public static class PrefixRecordWriter
{
    // What a file takes in the record besides its name, which stands there twice: keys, blanks, two digests. A buffer that must grow is a
    // large piece of memory taken in vain.
    private const int LengthBesideNames = 350;

    /// <summary>The bytes of the record of a package that was linked.</summary>
    public static byte[] Write(TransactionPackage package, IReadOnlyList<PrefixPath> paths, LinkType link)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, package, new LinkedPackage(paths, link));
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the record into a buffer that may have served for others.</summary>
    internal static void Write(ArrayBufferWriter<byte> buffer, TransactionPackage package, LinkedPackage linked)
    {
        var (paths, link) = linked;
        buffer.ResetWrittenCount();
        buffer.GetSpan(1024 + paths.Sum(p => (2 * p.Path.Length) + LengthBesideNames));
        using var writer = new Utf8JsonWriter(buffer, JsonWriting.Indented);
        writer.WriteStartObject();

        // conda keeps the platform of the archive in the cache's record only.
        RepoDataRecordJson.WriteForFile(writer, package.Record, k => k is "arch" or "platform");
        WriteRequest(writer, package);
        writer.WriteString("package_tarball_full_path", package.ArchivePath ?? "");
        var source = package.IsTemporary ? "" : package.ExtractedFolder;
        writer.WriteString("extracted_package_dir", source);
        writer.WriteTexts("files", paths.Where(p => p.Type != PrefixPathType.Directory).Select(p => p.Path));
        WritePaths(writer, paths);
        writer.WriteStartObject("link");
        writer.WriteString("source", source);
        writer.WriteNumber("type", (int)link);
        writer.WriteEndObject();
        if (package.RequestedSpecs.Count > 0)
        {
            writer.WriteTexts("requested_specs", package.RequestedSpecs);
        }

        writer.WriteEndObject();
    }

    private static void WriteRequest(Utf8JsonWriter writer, TransactionPackage package)
    {
        if (package.RequestedSpecs.Count > 0)
        {
            writer.WriteString("requested_spec", package.RequestedSpecs[0]);
        }
        else
        {
            writer.WriteTexts("_requested_specs", []);
        }
    }

    private static void WritePaths(Utf8JsonWriter writer, IReadOnlyList<PrefixPath> paths)
    {
        writer.WriteStartObject("paths_data");
        writer.WriteNumber("paths_version", 1);
        writer.WriteStartArray("paths");
        foreach (var path in paths)
        {
            WritePath(writer, path);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter writer, PrefixPath path)
    {
        writer.WriteStartObject();
        writer.WriteString("_path", path.Path);
        writer.WriteOptional("prefix_placeholder", path.PrefixPlaceholder);
        writer.WriteOptional("file_mode", path.FileMode);
        if (path.NoLink)
        {
            writer.WriteBoolean("no_link", true);
        }

        writer.WriteString("path_type", PrefixPathTypes.ToWord(path.Type));
        writer.WriteOptional("sha256", path.Sha256);
        if (path.Size is { } size)
        {
            writer.WriteNumber("size_in_bytes", size);
        }

        writer.WriteOptional("sha256_in_prefix", path.Sha256InPrefix);
        writer.WriteEndObject();
    }
}
