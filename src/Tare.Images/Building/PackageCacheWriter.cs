using Tare.Archives.Packages;
using Tare.Archives.Tar;

namespace Tare.Images.Building;

/// <summary>Writes a package into a layer as conda's package cache keeps it: the archive, and beside it the same unpacked.</summary>
internal sealed class PackageCacheWriter(PackageContent package, LayerTar tar, string cache)
{
    private readonly string _folder = cache.Trim('/');

    /// <summary>Where a file of the unpacked package lies in the layer.</summary>
    internal string PathOf(string path) => $"{_folder}/{package.Distribution}/{path}";

    internal void WriteArchive()
    {
        using var archive = File.OpenRead(package.Archive);
        tar.File($"{_folder}/{package.Record.FileName}", 0x1A4, package.Time, (archive.Length, archive));
    }

    /// <summary>Writes an entry; <paramref name="content"/> where the reader's was taken already.</summary>
    internal void Write(PackageEntry entry, PackageReader reader, byte[]? content)
    {
        var path = PathOf(entry.PathText);
        switch (entry.Kind)
        {
            case TarEntryKind.Folder:
                tar.Folder(path);
                break;
            case TarEntryKind.SymbolicLink:
                tar.SymbolicLink(path, entry.LinkTarget, entry.ModifiedSeconds);
                break;
            case TarEntryKind.HardLink:
                tar.HardLink(path, PathOf(entry.LinkTargetText), entry.Permissions, entry.ModifiedSeconds);
                break;
            case TarEntryKind.File when content is not null:
                tar.File(path, entry.Permissions | 0x180, entry.ModifiedSeconds, content);
                break;
            default:
                tar.File(path, entry.Permissions | 0x180, entry.ModifiedSeconds, (entry.Size, reader.OpenContent()));
                break;
        }
    }
}
