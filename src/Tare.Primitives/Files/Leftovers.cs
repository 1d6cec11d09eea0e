using Tare.Primitives.Posix;

namespace Tare.Primitives.Files;

/// <summary>
/// What this user's killed processes left half made. Whoever makes such a file or folder holds a lock on it while it lives, so what can be
/// locked is nobody's any more.
/// </summary>
public static class Leftovers
{
    /// <summary>Removes the files of a folder whose names begin and end so; those that are empty may just have been made.</summary>
    public static void RemoveFiles(string folder, string start, string end) => RemoveFiles(folder, start, end, isMakingOver: false);

    /// <summary>Makes a new file with a name of its own between start and end, in place of what others left under such names.</summary>
    public static FileStream Supersede(string folder, string start, string end)
    {
        using var turn = FolderLock.TryTake(folder);
        RemoveFiles(folder, start, end, isMakingOver: turn is not null);
        return new FileStream(Path.Join(folder, $"{start}{Guid.NewGuid():N}{end}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 17);
    }

    /// <summary>
    /// Removes the <see cref="ScratchFolder"/>s of this name that are nobody's. One without a lock may just have been made, unless that
    /// is known to be over because its makers wait for their turn.
    /// </summary>
    internal static void RemoveFolders(string parent, string start, bool isMakingOver)
    {
        foreach (var folder in Find(parent, FileKind.Folder, (start, "")))
        {
            Try(() =>
            {
                var file = Path.Join(folder, ScratchFolder.LockName);
                using var held = isMakingOver && !File.Exists(file) ? null : new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None, 1);
                Directory.Delete(folder, recursive: true);
            });
        }
    }

    private static void RemoveFiles(string folder, string start, string end, bool isMakingOver)
    {
        foreach (var file in Find(folder, FileKind.File, (start, end)))
        {
            Try(() =>
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None, 1);
                if (isMakingOver || stream.Length > 0)
                {
                    File.Delete(file);
                }
            });
        }
    }

    // In a folder for all, what somebody else put there may lie in wait for root.
    private static List<string> Find(string folder, FileKind kind, (string Start, string End) name)
    {
        var found = new List<string>();
        Try(() =>
        {
            using var handle = FolderHandle.Open(folder);
            foreach (var path in Directory.GetFileSystemEntries(folder).Where(p => IsNamed(Path.GetFileName(p), name.Start, name.End)))
            {
                var status = handle.Status(FolderHandle.Zero(Path.GetFileName(path)));
                if (status.Kind == kind && status.Uid == FolderHandle.User)
                {
                    found.Add(path);
                }
            }
        });
        return found;
    }

    // The middle is what tells makers apart.
    private static bool IsNamed(string name, string start, string end) =>
        name.Length == start.Length + 32 + end.Length && name.StartsWith(start, StringComparison.Ordinal) && name.EndsWith(end, StringComparison.Ordinal)
        && name.Substring(start.Length, 32).All(char.IsAsciiHexDigitLower);

    // In use, or somebody else's: it is not in the way.
    private static void Try(Action remove)
    {
        try
        {
            remove();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PosixException)
        {
        }
    }
}
