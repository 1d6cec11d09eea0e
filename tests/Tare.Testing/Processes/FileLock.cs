namespace Tare.Testing.Processes;

/// <summary>A lock between processes, held while the file is open.</summary>
public static class FileLock
{
    /// <summary>Waits for the lock, ten minutes at most.</summary>
    public static IDisposable Take(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 6000)
            {
                Thread.Sleep(100);
            }
        }
    }
}
