using Tare.Primitives.Posix;

namespace Tare.Conda.Cleaning.Acting;

/// <summary>Removes what is left of a cache when everything in it has gone: folders without a file.</summary>
internal static class EmptyFolders
{
    /// <summary>Removes a folder and the empty folders in it. A folder that holds anything else stays, and those around it.</summary>
    internal static void Remove(string path, bool staysItself)
    {
        try
        {
            using (var folder = FolderHandle.Open(path))
            {
                Empty(folder);
            }

            var parent = Path.GetDirectoryName(path);
            if (parent is not null && !staysItself)
            {
                using var container = FolderHandle.Open(parent);
                container.RemoveFolder(PathText.EncodeZ(Path.GetFileName(path)));
            }
        }
        catch (PosixException)
        {
            // Something is in it that was not in the plan, or it may not be removed: it stays, and the plan is done all the same.
            return;
        }
    }

    private static void Empty(FolderHandle folder)
    {
        var names = new List<byte[]>();
        for (var entries = folder.Entries(new byte[16 * 1024]); entries.MoveNext();)
        {
            if (entries.Current.Kind == FileKind.Folder)
            {
                names.Add(entries.Current.NameZ.ToArray());
            }
        }

        foreach (var name in names)
        {
            using (var inner = folder.OpenFolder(name))
            {
                Empty(inner);
            }

            folder.RemoveFolder(name);
        }
    }
}
