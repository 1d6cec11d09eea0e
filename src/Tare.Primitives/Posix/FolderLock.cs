using System.Runtime.InteropServices;

namespace Tare.Primitives.Posix;

/// <summary>A lock on a folder itself (flock(2)), for moments: it changes nothing in the folder and goes with the process.</summary>
public sealed class FolderLock : IDisposable
{
    private const int ExclusiveOrNot = 2 | 4; // LOCK_EX | LOCK_NB
    private const int Tries = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly FolderHandle _folder;

    private FolderLock(FolderHandle folder) => _folder = folder;

    /// <summary>
    /// Takes the lock, or waits a second for it; null where somebody keeps it, the folder cannot be read, or its file system knows no locks.
    /// </summary>
    public static FolderLock? TryTake(string path)
    {
        try
        {
            var folder = FolderHandle.Open(path);
            for (var tries = 0; tries < Tries; tries++)
            {
                if (Libc.Flock(folder.Descriptor, ExclusiveOrNot) == 0)
                {
                    return new FolderLock(folder);
                }

                if (Marshal.GetLastPInvokeError() != FileLock.WouldBlock)
                {
                    break;
                }

                Thread.Sleep(Pause);
            }

            folder.Dispose();
        }
        catch (PosixException)
        {
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
