using System.Text;

namespace Tare.Images.Building;

/// <summary>
/// Puts files of this machine into a layer: in the order of their names, owned by root, with one time for all. What a <c>.dockerignore</c>
/// in the folder leaves out stays here.
/// </summary>
internal sealed class CopiedFiles
{
    private readonly CopiedFolder _copy;
    private readonly IgnoreRules _rules;
    private readonly LayerTar _tar;
    private readonly long _time;

    private CopiedFiles(CopiedFolder copy, LayerTar tar, long time) => (_copy, _rules, _tar, _time) = (copy, IgnoreRules.Of(copy.Source), tar, time);

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
        new CopiedFiles(copy, tar, time).WriteFolder(new DirectoryInfo(copy.Source), "");
    }

    private void WriteFolder(DirectoryInfo folder, string below)
    {
        foreach (var item in folder.GetFileSystemInfos().OrderBy(i => i.Name, StringComparer.Ordinal))
        {
            var path = below.Length == 0 ? item.Name : $"{below}/{item.Name}";
            if (_copy.LeftOut.Contains(item.FullName))
            {
                continue;
            }

            var isIgnored = _rules.Ignores(path);
            var place = _tar.Root.Folder.Length == 0 ? path : $"{_tar.Root.Folder}/{path}";
            if (item is DirectoryInfo deeper && item.LinkTarget is null)
            {
                if (!isIgnored)
                {
                    _tar.Folder(place);
                }

                if (!isIgnored || _rules.HasExceptions)
                {
                    WriteFolder(deeper, path);
                }
            }
            else if (!isIgnored && item.LinkTarget is { } target)
            {
                _tar.SymbolicLink(place, Encoding.UTF8.GetBytes(target), _time);
            }
            else if (!isIgnored && item is FileInfo file && item.Attributes.HasFlag(FileAttributes.Device) is false)
            {
                WriteFile(file, place, _tar, _time);
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
