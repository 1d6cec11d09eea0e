using Tare.Primitives.Posix;

namespace Tare.Primitives.Files;

/// <summary>
/// Keeps a second tare out of a folder for the time of a change: a lock (flock(2)) on its <c>.tare.lock</c>, which the kernel lets go of
/// when the process ends, however it ends.
/// </summary>
public sealed class ChangeLock : IDisposable
{
    private const string Name = ".tare.lock";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private ChangeLock(FileStream file) => _file = file;

    /// <summary>
    /// Takes the lock, making the folder and the file where they are missing, and waits as long as another process has it.
    /// <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> where they cannot be made.
    /// </summary>
    public static ChangeLock Take(string folder, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Join(folder, Name);
        while (true)
        {
            try
            {
                return new ChangeLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1));
            }
            catch (IOException exception) when (exception.HResult == FileLock.WouldBlock)
            {
                stop.WaitHandle.WaitOne(Pause);
                stop.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>
    /// Takes the lock of a folder in which tare has been at work; false where a process is at work in it now. Nothing is made: where there
    /// is no lock file, or one that this user cannot open, there is nothing to take.
    /// </summary>
    public static bool TryTakeExisting(string folder, out ChangeLock? taken)
    {
        taken = null;
        try
        {
            taken = new ChangeLock(new FileStream(Path.Join(folder, Name), FileMode.Open, FileAccess.Read, FileShare.None, 1));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception.HResult != FileLock.WouldBlock;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
