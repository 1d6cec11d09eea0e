namespace Tare.Fuzz;

/// <summary>
/// Tells a slow input from a busy machine. Targets run side by side and share the machine with whatever else it does; what a single
/// action costs shows in the processor time of the process while no other target runs.
/// </summary>
internal sealed class ProcessorTime : IDisposable
{
    private readonly ReaderWriterLockSlim _stage = new();

    /// <summary>Runs an action beside those of other targets.</summary>
    internal void RunBeside(Action action)
    {
        _stage.EnterReadLock();
        try
        {
            action();
        }
        finally
        {
            _stage.ExitReadLock();
        }
    }

    /// <summary>Runs an action while the other targets wait, and gives the processor time that it took on all threads.</summary>
    internal TimeSpan RunAlone(Action action)
    {
        _stage.EnterWriteLock();
        try
        {
            var before = Environment.CpuUsage.TotalTime;
            action();
            return Environment.CpuUsage.TotalTime - before;
        }
        finally
        {
            _stage.ExitWriteLock();
        }
    }

    public void Dispose() => _stage.Dispose();
}
