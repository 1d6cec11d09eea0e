using System.Formats.Tar;
using System.IO.Compression;
using ICSharpCode.SharpZipLib.BZip2;

namespace Tare.Testing.Packages;

/// <summary>
/// Packs an unpacked package as <c>.conda</c> or <c>.tar.bz2</c>. Made of the framework's tar and zip writers, so that what the
/// product reads in tests was not written by the product. The same folder gives the same bytes.
/// </summary>
public static class PackageArchive
{
    private static readonly DateTimeOffset Epoch = new(2023, 11, 14, 22, 13, 20, TimeSpan.Zero);

    /// <summary>Packs a folder; the archive's extension says how.</summary>
    public static void Write(string folder, string archive, int level = 3)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(archive)!);
        using var file = File.Create(archive);
        var paths = InfoFolder.PayloadOf(folder);
        var info = InfoFolder.PayloadOf(Path.Combine(folder, "info")).Select(p => "info/" + p).ToArray();
        if (archive.EndsWith(".tar.bz2", StringComparison.Ordinal))
        {
            using var compressed = new BZip2OutputStream(file, 9) { IsStreamOwner = false };
            WriteTar(compressed, folder, [.. info, .. paths]);
            return;
        }

        var distribution = Path.GetFileNameWithoutExtension(archive);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        using (var metadata = Member(zip, "metadata.json"))
        {
            metadata.Write("{\"conda_pkg_format_version\": 2}"u8);
        }

        WriteMember(zip, $"pkg-{distribution}.tar.zst", level, tar => WriteTar(tar, folder, paths));
        WriteMember(zip, $"info-{distribution}.tar.zst", level, tar => WriteTar(tar, folder, info));
    }

    private static Stream Member(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = Epoch;
        return entry.Open();
    }

    private static void WriteMember(ZipArchive zip, string name, int level, Action<Stream> write)
    {
        using var member = Member(zip, name);
        using var zstd = new ZstdSharp.CompressionStream(member, level);
        write(zstd);
    }

    private static void WriteTar(Stream stream, string folder, IEnumerable<string> paths)
    {
        using var tar = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true);
        foreach (var path in paths)
        {
            var file = new FileInfo(Path.Combine(folder, path));
            using var content = file.LinkTarget is null && file.Exists ? file.OpenRead() : null;
            var type = content is not null ? TarEntryType.RegularFile : file.LinkTarget is not null ? TarEntryType.SymbolicLink : TarEntryType.Directory;
            var entry = new GnuTarEntry(type, path)
            {
                ModificationTime = file.LinkTarget is null ? new DateTimeOffset(file.LastWriteTimeUtc) : Epoch,
                Mode = type == TarEntryType.SymbolicLink ? (UnixFileMode)0b111_111_111 : File.GetUnixFileMode(file.FullName),
            };
            if (type == TarEntryType.SymbolicLink)
            {
                entry.LinkName = file.LinkTarget!;
            }

            if (content is not null)
            {
                entry.DataStream = content;
            }

            tar.WriteEntry(entry);
        }
    }
}
