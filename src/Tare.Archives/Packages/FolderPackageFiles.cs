using Tare.Archives.Tar;
using Tare.Primitives.Posix;

namespace Tare.Archives.Packages;

/// <summary>The files of an unpacked package as what a package is written from.</summary>
public static class FolderPackageFiles
{
    /// <summary>Everything in the folder; folders themselves only where they are empty, as conda-build has it.</summary>
    public static IReadOnlyList<PackageFile> Read(string folder)
    {
        var files = new List<PackageFile>();
        using var root = FolderHandle.Open(folder);
        Collect(root, [], files);
        return files;
    }

    private static void Collect(FolderHandle folder, byte[] prefix, List<PackageFile> files)
    {
        Span<byte> buffer = stackalloc byte[16 * 1024];
        var entries = folder.Entries(buffer);
        while (entries.MoveNext())
        {
            var nameZ = entries.Current.NameZ.ToArray();
            byte[] path = [.. prefix, .. nameZ.AsSpan(..^1)];
            var status = folder.Status(nameZ);
            if (status.Kind == FileKind.Folder)
            {
                using var below = folder.OpenFolder(nameZ);
                var count = files.Count;
                Collect(below, [.. path, (byte)'/'], files);
                if (files.Count == count)
                {
                    files.Add(new PackageFile(EntryOf(path, status, TarEntryKind.Folder), () => Stream.Null));
                }
            }
            else if (status.Kind == FileKind.SymbolicLink)
            {
                var entry = EntryOf(path, status, TarEntryKind.SymbolicLink) with { LinkTarget = folder.ReadLink(nameZ) };
                files.Add(new PackageFile(entry, () => Stream.Null));
            }
            else if (status.Kind == FileKind.File)
            {
                // The path may not be valid text, so the file is opened by its bytes.
                var location = folder.Path;
                files.Add(new PackageFile(EntryOf(path, status, TarEntryKind.File), () => OpenFile(location, nameZ)));
            }
            else
            {
                throw new ArchiveException($"`{folder.Path}/{System.Text.Encoding.UTF8.GetString(nameZ.AsSpan(..^1))}` is a device, a pipe or a socket, which no package holds");
            }
        }
    }

    private static FileStream OpenFile(string folder, byte[] nameZ)
    {
        using var handle = FolderHandle.Open(folder);
        return new FileStream(handle.OpenFile(nameZ), FileAccess.Read, 1);
    }

    private static PackageEntry EntryOf(byte[] path, FileStatus status, TarEntryKind kind) => new()
    {
        Path = path,
        Kind = kind,
        Permissions = status.Permissions & 0x1FF,
        Size = status.Size,
        ModifiedSeconds = status.Modified.ToUnixTimeSeconds(),
    };
}
