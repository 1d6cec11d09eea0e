using System.Security.Cryptography;
using Tare.Primitives.Posix;

namespace Tare.Conda.Transactions;

/// <summary>
/// A folder beside an environment's place, on the same file system, where something is put together. Its maker holds a lock in
/// it, so that what a killed process left is told from what another is working on, and goes.
/// </summary>
internal sealed class StagingPlace : IDisposable
{
    private const string Suffix = ".tare-partial";
    private const string LockName = ".tare-staging";
    private FileStream? _lock;

    private StagingPlace(string path)
    {
        Path = path;
        Directory.CreateDirectory(path);
        _lock = new FileStream(System.IO.Path.Join(path, LockName), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1);
    }

    internal string Path { get; }

    /// <summary>Makes a place for an environment, and takes away those that were left behind; <see cref="TransactionException"/> where no folder can be made.</summary>
    internal static StagingPlace Make(string prefix)
    {
        var parent = System.IO.Path.GetDirectoryName(prefix) ?? throw new TransactionException($"`{prefix}` cannot be an environment", "choose a folder below it");
        try
        {
            Directory.CreateDirectory(parent);

            // A place that is being made is not locked yet; who has the turn knows that nobody is making one.
            using var turn = FolderLock.TryTake(parent);
            foreach (var left in Abandoned(prefix, isMakingOver: turn is not null))
            {
                Remove(left);
            }

            return new StagingPlace(System.IO.Path.Join(parent, $"{StartOf(prefix)}{RandomNumberGenerator.GetHexString(8, lowercase: true)}{Suffix}"));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            // The system's own words name the folder made here, which says nothing to anybody.
            throw new TransactionException($"no folder can be made in `{parent}`, so `{prefix}` cannot be an environment", "choose another place with -p PATH", exception);
        }
    }

    /// <summary>The places of an environment that a process left behind when it was killed.</summary>
    internal static IReadOnlyList<string> Abandoned(string prefix, bool isMakingOver = false) =>
        System.IO.Path.GetDirectoryName(prefix) is { } parent && Directory.Exists(parent)
            ? [.. Directory.EnumerateDirectories(parent, $"{StartOf(prefix)}*{Suffix}").Where(f => IsAbandoned(f, isMakingOver))]
            : [];

    /// <summary>Takes the lock's file out of an environment whose maker was killed between its last two steps.</summary>
    internal static void RemoveMark(string prefix) => File.Delete(System.IO.Path.Join(prefix, LockName));

    private static string StartOf(string prefix) => $".{System.IO.Path.GetFileName(prefix)}.";

    /// <summary>Renames the folder to the environment's place. Where <paramref name="replaces"/>, what stands there changes places with it in one step and goes.</summary>
    internal void MoveTo(string prefix, bool replaces)
    {
        // Locked until it has its name: a place without a lock is nobody's.
        if (!Directory.Exists(prefix))
        {
            Directory.Move(Path, prefix);
        }
        else if (replaces)
        {
            FolderExchange.Exchange(Path, prefix);
        }
        else if (Directory.EnumerateFileSystemEntries(prefix).Any())
        {
            throw new TransactionException($"`{prefix}` was made by another process meanwhile", "what that process made stays; `tare list` shows what is in it");
        }
        else
        {
            Directory.Delete(prefix);
            Directory.Move(Path, prefix);
        }

        RemoveMark(prefix);
        _lock?.Dispose();
        _lock = null;
    }

    /// <summary>Takes a folder in, which is then gone from where it was.</summary>
    internal void Take(string folder) => Directory.Move(folder, System.IO.Path.Join(Path, "gone"));

    /// <summary>Takes away whatever is still in the place.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        if (Directory.Exists(Path))
        {
            Remove(Path);
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another process took it away meanwhile.
        }
    }

    // A folder without a lock is just being made, or was an environment that had to go; after an hour nobody is at it any more.
    private static bool IsAbandoned(string folder, bool isMakingOver)
    {
        var path = System.IO.Path.Join(folder, LockName);
        if (!File.Exists(path))
        {
            return isMakingOver || Directory.GetCreationTimeUtc(folder) < TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1);
        }

        try
        {
            using var taken = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
