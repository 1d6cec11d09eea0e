using System.Text;
using Tare.Images.Sandboxing;

namespace Tare.Images.Building;

/// <summary>Puts what programs of the image changed in its files into a layer, with one time for all.</summary>
internal static class ChangedFiles
{
    internal static void Write(SandboxRoot root, (TreeSnapshot Before, TreeSnapshot After) states, LayerTar tar, long time)
    {
        foreach (var path in states.Before.GoneIn(states.After))
        {
            tar.Deletion(path);
        }

        foreach (var path in states.Before.ChangedIn(states.After))
        {
            var item = new FileInfo(Path.Join(root.Folder, path));
            var mode = OperatingSystem.IsWindows() ? 0x1A4 : (int)item.UnixFileMode;
            if (item.LinkTarget is { } target)
            {
                tar.SymbolicLink(path, Encoding.UTF8.GetBytes(target), time);
            }
            else if (Directory.Exists(item.FullName))
            {
                tar.Folder(path, mode);
            }
            else
            {
                using var content = item.OpenRead();
                tar.File(path, mode, time, (content.Length, content));
            }
        }
    }
}
