namespace Tare.Conda.Fetching;

/// <summary>
/// Lets one tare at a time put packages into a cache, so that two of them never unpack the same one over each other. The lock is
/// on the open <c>.tare.lock</c>; the kernel lets go of it when the process ends, however it ends.
/// </summary>
internal static class CacheLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    internal static async Task<IDisposable> TakeAsync(string cache, CancellationToken stop)
    {
        var path = Path.Join(cache, ".tare.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException exception) when (exception is not (DirectoryNotFoundException or FileNotFoundException))
            {
                await Task.Delay(Patience, stop);
            }
        }
    }
}
