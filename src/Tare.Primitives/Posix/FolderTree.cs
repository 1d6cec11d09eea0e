namespace Tare.Primitives.Posix;

/// <summary>Whole trees of folders.</summary>
public static class FolderTree
{
    /// <summary>
    /// Takes a name of the folder away with everything below it; symbolic links are taken away, never followed. A name that is not
    /// there is no error.
    /// </summary>
    public static void Remove(FolderHandle parent, ReadOnlySpan<byte> nameZ)
    {
        try
        {
            if (parent.Status(nameZ).Kind != FileKind.Folder)
            {
                parent.Unlink(nameZ);
                return;
            }

            using (var folder = parent.OpenFolder(nameZ))
            {
                Clear(folder);
            }

            parent.RemoveFolder(nameZ);
        }
        catch (PosixException exception) when (exception.Errno == PosixException.NotFound)
        {
        }
    }

    private static void Clear(FolderHandle folder)
    {
        // Names are collected first: a folder that changes while it is listed may skip some.
        var names = new List<byte[]>();
        Span<byte> buffer = stackalloc byte[8192];
        var entries = folder.Entries(buffer);
        while (entries.MoveNext())
        {
            names.Add(entries.Current.NameZ.ToArray());
        }

        foreach (var name in names)
        {
            Remove(folder, name);
        }
    }
}
