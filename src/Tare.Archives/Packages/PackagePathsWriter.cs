using System.Security.Cryptography;
using System.Text.Json;
using Tare.Archives.Tar;

namespace Tare.Archives.Packages;

/// <summary>Makes the list of paths of a package from its files.</summary>
public static class PackagePathsWriter
{
    /// <summary>
    /// An info/paths.json of version 1 for everything outside <c>info</c>: path, type, SHA-256 and size, sorted by path. For a
    /// symbolic link the digest is that of nothing, as conda-build gives it for links that it does not follow.
    /// </summary>
    public static byte[] Write(IEnumerable<PackageFile> files)
    {
        using var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("paths");
            foreach (var file in files.Where(f => !f.Entry.IsInfo).OrderBy(f => f.Entry.PathText, StringComparer.Ordinal))
            {
                WritePath(writer, file);
            }

            writer.WriteEndArray();
            writer.WriteNumber("paths_version", 1);
            writer.WriteEndObject();
        }

        return output.ToArray();
    }

    private static void WritePath(Utf8JsonWriter writer, PackageFile file)
    {
        writer.WriteStartObject();
        writer.WriteString("_path", file.Entry.PathText);
        writer.WriteString("path_type", file.Entry.Kind switch
        {
            TarEntryKind.Folder => "directory",
            TarEntryKind.SymbolicLink => "softlink",
            _ => "hardlink",
        });
        if (file.Entry.Kind != TarEntryKind.Folder)
        {
            var isFile = file.Entry.Kind == TarEntryKind.File;
            using var content = isFile ? file.Open() : Stream.Null;
            writer.WriteString("sha256", Convert.ToHexStringLower(SHA256.HashData(content)));
            writer.WriteNumber("size_in_bytes", isFile ? file.Entry.Size : 0);
        }

        writer.WriteEndObject();
    }
}
