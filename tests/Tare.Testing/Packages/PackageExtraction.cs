using System.Formats.Tar;
using System.IO.Compression;
using ICSharpCode.SharpZipLib.BZip2;

namespace Tare.Testing.Packages;

/// <summary>Unpacks packages that <see cref="PackageArchive"/> wrote, with the framework's readers. Not for hostile archives.</summary>
public static class PackageExtraction
{
    /// <summary>Unpacks into a folder that is made.</summary>
    public static void Extract(string archive, string folder)
    {
        Directory.CreateDirectory(folder);
        using var file = File.OpenRead(archive);
        if (archive.EndsWith(".tar.bz2", StringComparison.Ordinal))
        {
            using var plain = new BZip2InputStream(file);
            TarFile.ExtractToDirectory(plain, folder, overwriteFiles: false);
            return;
        }

        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var member in zip.Entries.Where(e => e.Name.EndsWith(".tar.zst", StringComparison.Ordinal)))
        {
            using var compressed = member.Open();
            using var tar = new ZstdSharp.DecompressionStream(compressed);
            TarFile.ExtractToDirectory(tar, folder, overwriteFiles: false);
        }
    }
}
