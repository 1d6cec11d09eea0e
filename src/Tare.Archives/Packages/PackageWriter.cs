using Tare.Archives.Compression;
using Tare.Archives.Tar;
using Tare.Archives.Zip;

namespace Tare.Archives.Packages;

/// <summary>
/// Writes packages of both formats. Entries are sorted by path and belong to nobody, and nothing depends on the day or the machine, so
/// the same content gives the same archive. The target appears when it is whole.
/// </summary>
public static class PackageWriter
{
    private const string CondaSuffix = ".conda";
    private const string TarBz2Suffix = ".tar.bz2";

    /// <summary>Writes a package to <paramref name="path"/>, whose ending decides the format: <c>.conda</c> or <c>.tar.bz2</c>.</summary>
    public static void Write(string path, IEnumerable<PackageFile> files, PackageWriterOptions? options = null)
    {
        options ??= new PackageWriterOptions();
        var sorted = files.OrderBy(f => f.Entry.Path, PathOrder.Instance).ToArray();
        var partial = $"{path}.{Guid.NewGuid():N}.tare-partial";
        try
        {
            using (var output = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                if (path.EndsWith(CondaSuffix, StringComparison.Ordinal))
                {
                    WriteConda(output, Path.GetFileName(path)[..^CondaSuffix.Length], sorted, options);
                }
                else if (path.EndsWith(TarBz2Suffix, StringComparison.Ordinal))
                {
                    // Readers that want only the description find it without decoding the rest.
                    WriteTar(output, sorted.Where(f => f.Entry.IsInfo).Concat(sorted.Where(f => !f.Entry.IsInfo)), CompressionFormat.Bzip2, options);
                }
                else
                {
                    throw new ArchiveException($"`{path}` has not the name of a package", $"give it the ending {CondaSuffix} or {TarBz2Suffix}");
                }

                output.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    // The description comes last, next to the directory, so that one ranged request fetches both.
    private static void WriteConda(FileStream output, string name, PackageFile[] files, PackageWriterOptions options)
    {
        var zip = new ZipWriter(output);
        zip.Add("metadata.json", "{\"conda_pkg_format_version\": 2}"u8);
        AddPart(zip, $"pkg-{name}.tar.zst", output.Name, files.Where(f => !f.Entry.IsInfo), options);
        AddPart(zip, $"info-{name}.tar.zst", output.Name, files.Where(f => f.Entry.IsInfo), options);
        zip.Finish();
    }

    // A member's length stands before its content, so the part is made beside the archive first.
    private static void AddPart(ZipWriter zip, string member, string archive, IEnumerable<PackageFile> files, PackageWriterOptions options)
    {
        using var part = new FileStream(
            $"{archive}.{member[..3]}", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 128 * 1024, FileOptions.DeleteOnClose);
        WriteTar(part, files, CompressionFormat.Zstandard, options);
        part.Position = 0;
        zip.Add(member, part);
    }

    private static void WriteTar(Stream output, IEnumerable<PackageFile> files, CompressionFormat format, PackageWriterOptions options)
    {
        var level = options.Level ?? (format == CompressionFormat.Zstandard ? 19 : 9);
        using var compressed = CompressingStream.Create(
            output, format, new CompressionOptions { Level = level, Threads = options.Threads, LeaveOpen = true });
        using var tar = new TarWriter(compressed, leaveOpen: true);
        foreach (var file in files)
        {
            if (file.Entry.Kind == TarEntryKind.File)
            {
                using var content = file.Open();
                tar.Write(TarEntryOf(file.Entry), content);
            }
            else
            {
                tar.Write(TarEntryOf(file.Entry));
            }
        }

        tar.Finish();
        compressed.Finish();
    }

    private static TarEntry TarEntryOf(PackageEntry entry) => new()
    {
        Path = entry.Path,
        Kind = entry.Kind,
        LinkTarget = entry.LinkTarget,
        Mode = entry.Permissions & 0x1FF,
        Size = entry.Kind == TarEntryKind.File ? entry.Size : 0,
        ModifiedSeconds = entry.ModifiedSeconds,
    };

    private sealed class PathOrder : IComparer<ReadOnlyMemory<byte>>
    {
        internal static readonly PathOrder Instance = new();

        public int Compare(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceCompareTo(y.Span);
    }
}
