using System.Text;

namespace Tare.Images.Building;

/// <summary>Puts files of this machine into a layer: in the order of their names, owned by root, with one time for all.</summary>
internal static class CopiedFiles
{
    internal static void Write(CopiedFolder copy, LayerTar tar, long time)
    {
        var file = new FileInfo(copy.Source);
        if (file.Exists && !File.GetAttributes(copy.Source).HasFlag(FileAttributes.Directory))
        {
            var name = copy.Destination.EndsWith('/') ? $"{tar.Root.Folder}/{file.Name}".TrimStart('/') : tar.Root.Folder;
            WriteFile(file, name, tar, time);
            return;
        }

        if (!Directory.Exists(copy.Source))
        {
            throw new ImageException($"`{copy.Source}` is not there", "say what --copy is to copy, as SOURCE:DESTINATION");
        }

        tar.Folder(tar.Root.Folder);
        WriteFolder(new DirectoryInfo(copy.Source), tar.Root.Folder, tar, time);
    }

    private static void WriteFolder(DirectoryInfo folder, string place, LayerTar tar, long time)
    {
        foreach (var item in folder.GetFileSystemInfos().OrderBy(i => i.Name, StringComparer.Ordinal))
        {
            var path = place.Length == 0 ? item.Name : $"{place}/{item.Name}";
            if (item.LinkTarget is { } target)
            {
                tar.SymbolicLink(path, Encoding.UTF8.GetBytes(target), time);
            }
            else if (item is DirectoryInfo below)
            {
                tar.Folder(path);
                WriteFolder(below, path, tar, time);
            }
            else if (item is FileInfo file && item.Attributes.HasFlag(FileAttributes.Device) is false)
            {
                WriteFile(file, path, tar, time);
            }
        }
    }

    private static void WriteFile(FileInfo file, string path, LayerTar tar, long time)
    {
        var isProgram = !OperatingSystem.IsWindows() && (file.UnixFileMode & UnixFileMode.UserExecute) != 0;
        using var content = file.OpenRead();
        tar.File(path, isProgram ? 0x1ED : 0x1A4, time, (content.Length, content));
    }
}
