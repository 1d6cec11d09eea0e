namespace Tare.Conda.Transactions;

/// <summary>
/// Keeps a second tare from changing the same environment: a lock on <c>conda-meta/.tare.lock</c> that the kernel lets go of when
/// the process ends, however it ends.
/// </summary>
internal sealed class PrefixLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _file;

    private PrefixLock(FileStream file) => _file = file;

    internal static PrefixLock Take(string prefix, CancellationToken stop)
    {
        var folder = Path.Join(prefix, "conda-meta");
        Directory.CreateDirectory(folder);
        var path = Path.Join(folder, ".tare.lock");
        while (true)
        {
            try
            {
                return new PrefixLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1));
            }
            catch (IOException exception) when (exception is not DirectoryNotFoundException && File.Exists(path) && !stop.IsCancellationRequested)
            {
                stop.WaitHandle.WaitOne(Patience);
                stop.ThrowIfCancellationRequested();
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
