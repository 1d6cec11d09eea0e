using Tare.Primitives.Posix;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>The files that make a folder an extracted package in the eyes of conda tools.</summary>
internal static class PackageMark
{
    /// <summary>Removes them first, so that what a crash leaves does not pass for a whole package.</summary>
    internal static void Remove(RemovalTask task)
    {
        try
        {
            using var package = task.Folder.OpenFolder(task.NameZ);
            using var info = package.OpenFolder("info\0"u8);
            info.TryUnlink("repodata_record.json\0"u8);
            info.TryUnlink("index.json\0"u8);
        }
        catch (PosixException)
        {
            // Without a folder info it is no package; any other trouble shows when the rest is removed.
            return;
        }
    }
}
