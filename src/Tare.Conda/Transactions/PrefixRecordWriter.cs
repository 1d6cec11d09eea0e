using System.Buffers;
using System.Text.Json;
using Tare.Conda.Linking;
using Tare.Conda.Prefixes;
using Tare.Conda.Records;

namespace Tare.Conda.Transactions;

/// <summary>Writes <c>conda-meta/NAME-VERSION-BUILD.json</c> as conda does: sorted keys, two spaces, no line end.</summary>
public static class PrefixRecordWriter
{
    private static readonly string[] OwnKeys =
        ["extracted_package_dir", "files", "link", "package_tarball_full_path", "paths_data", "requested_spec", "requested_specs"];

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
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, package, new LinkedPackage(paths, link));
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the record into a buffer that may have served for others.</summary>
    internal static void Write(ArrayBufferWriter<byte> buffer, TransactionPackage package, LinkedPackage linked)
    {
        var (paths, link) = linked;
        buffer.ResetWrittenCount();
        buffer.GetSpan(512 + (paths.Count * 400));
        using var writer = new Utf8JsonWriter(buffer, Layout);
        writer.WriteStartObject();
        foreach (var key in RepoDataRecordKeys.Written.Concat(package.Record.Other.Keys).Concat(OwnKeys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            WriteProperty(writer, key, (package, paths, link));
        }

        writer.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter writer, string key, (TransactionPackage Package, IReadOnlyList<PrefixPath> Paths, LinkType Link) linked)
    {
        var (package, paths, link) = linked;
        var source = package.IsTemporary ? "" : package.ExtractedFolder;
        switch (key)
        {
            case "extracted_package_dir":
                writer.WriteString(key, source);
                break;
            case "files":
                WriteTexts(writer, key, paths.Where(p => p.Type != PrefixPathType.Directory).Select(p => p.Path));
                break;
            case "link":
                writer.WriteStartObject(key);
                writer.WriteString("source", source);
                writer.WriteNumber("type", (int)link);
                writer.WriteEndObject();
                break;
            case "package_tarball_full_path":
                writer.WriteString(key, package.ArchivePath ?? "");
                break;
            case "paths_data":
                WritePaths(writer, paths);
                break;
            case "requested_spec" when package.RequestedSpecs.Count > 0:
                writer.WriteString(key, package.RequestedSpecs[0]);
                break;
            case "requested_specs" when package.RequestedSpecs.Count > 0:
                WriteTexts(writer, key, package.RequestedSpecs);
                break;
            case var _ when package.Record.Other.TryGetValue(key, out var other):
                writer.WritePropertyName(key);
                other.WriteTo(writer);
                break;
            default:
                RepoDataRecordKeys.Write(writer, key, package.Record);
                break;
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string key, IEnumerable<string> texts)
    {
        writer.WriteStartArray(key);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WritePaths(Utf8JsonWriter writer, IReadOnlyList<PrefixPath> paths)
    {
        writer.WriteStartObject("paths_data");
        writer.WriteStartArray("paths");
        foreach (var path in paths)
        {
            WritePath(writer, path);
        }

        writer.WriteEndArray();
        writer.WriteNumber("paths_version", 1);
        writer.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter writer, PrefixPath path)
    {
        writer.WriteStartObject();
        writer.WriteString("_path", path.Path);
        Optional(writer, "file_mode", path.FileMode);
        if (path.NoLink)
        {
            writer.WriteBoolean("no_link", true);
        }

        writer.WriteString("path_type", PrefixPathTypes.ToWord(path.Type));
        Optional(writer, "prefix_placeholder", path.PrefixPlaceholder);
        Optional(writer, "sha256", path.Sha256);
        Optional(writer, "sha256_in_prefix", path.Sha256InPrefix);
        if (path.Size is { } size)
        {
            writer.WriteNumber("size_in_bytes", size);
        }

        writer.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter writer, string key, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(key, value);
        }
    }
}
