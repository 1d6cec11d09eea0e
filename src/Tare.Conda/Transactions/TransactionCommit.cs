using Tare.Primitives.Posix;

namespace Tare.Conda.Transactions;

/// <summary>
/// Moves a staged change into its environment. Every step can be repeated: what is gone is gone, what has moved is not in the
/// staging folder any more.
/// </summary>
internal static class TransactionCommit
{
    internal static void Run(string prefix, TransactionJournal journal)
    {
        var folder = new TransactionFolder(prefix);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in journal.Remove)
        {
            RemoveFile(Path.Join(prefix, path));
            if (Path.GetDirectoryName(path) is { Length: > 0 } parent)
            {
                folders.Add(parent);
            }
        }

        RemoveEmptyFolders(prefix, folders);
        string? made = null;
        foreach (var path in journal.Place)
        {
            var staged = Path.Join(folder.Staging, path);
            var target = Path.Join(prefix, path);
            var parent = Path.GetDirectoryName(target)!;
            if (parent != made)
            {
                MakeFolder(parent);
                made = parent;
            }

            Place(staged, target);
        }

        folder.Remove();
    }

    private static void Place(string staged, string target)
    {
        var status = new FileInfo(staged);
        if (status.LinkTarget is null && Directory.Exists(staged))
        {
            Directory.CreateDirectory(target);
        }
        else if (status.Exists || status.LinkTarget is not null)
        {
            if (Directory.Exists(target) && new FileInfo(target).LinkTarget is null)
            {
                MakeWay(target);
            }

            // rename(2) of a name onto another name of the same inode does nothing and leaves both.
            PathRename.Replace(staged, target);
            if (Path.Exists(staged))
            {
                File.Delete(staged);
            }
        }
    }

    // A file where a folder must be belongs to another package or to somebody: it steps aside.
    private static void MakeFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (IOException)
        {
            var file = path;
            while (!Path.Exists(file) && Path.GetDirectoryName(file) is { } parent)
            {
                file = parent;
            }

            if (!File.Exists(file))
            {
                throw;
            }

            File.Move(file, $"{file}.tare-kept-{Guid.NewGuid():N}");
            Directory.CreateDirectory(path);
        }
    }

    // A folder where a file must stand: it goes when it is empty, else steps aside, as somebody's own files may be in it.
    private static void MakeWay(string target)
    {
        if (Directory.EnumerateFileSystemEntries(target).Any())
        {
            Directory.Move(target, $"{target}.tare-kept-{Guid.NewGuid():N}");
        }
        else
        {
            Directory.Delete(target);
        }
    }

    private static void RemoveFile(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            // The record names a folder.
        }
    }

    private static void RemoveEmptyFolders(string prefix, HashSet<string> folders)
    {
        var all = new HashSet<string>(folders, StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            for (var parent = Path.GetDirectoryName(folder); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
            {
                all.Add(parent);
            }
        }

        foreach (var folder in all.OrderByDescending(f => f.Length))
        {
            var path = Path.Join(prefix, folder);
            if (Directory.Exists(path) && new FileInfo(path).LinkTarget is null && !Directory.EnumerateFileSystemEntries(path).Any())
            {
                Directory.Delete(path);
            }
        }
    }
}
