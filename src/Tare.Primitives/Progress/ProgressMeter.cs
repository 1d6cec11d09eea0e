namespace Tare.Primitives.Progress;

/// <summary>
/// How far a job is. The job counts, from any thread, at the cost of one addition; whoever shows it looks at it when it wants to.
/// </summary>
public sealed class ProgressMeter
{
    private long _done;
    private long _total;
    private ProgressPhase _phase = new("", ProgressUnit.Items);

    /// <summary>Amount done in this phase.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Amount there is to do in this phase; 0 where nobody knows yet.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>What is being done and what is counted.</summary>
    public ProgressPhase Phase => Volatile.Read(ref _phase);

    /// <summary>Begins a phase at 0.</summary>
    public void Begin(string what, ProgressUnit unit, long total = 0)
    {
        Interlocked.Exchange(ref _done, 0);
        Interlocked.Exchange(ref _total, total);
        Volatile.Write(ref _phase, new ProgressPhase(what, unit));
    }

    /// <summary>Counts what was done.</summary>
    public void Add(long amount) => Interlocked.Add(ref _done, amount);

    /// <summary>Raises what there is to do.</summary>
    public void AddTotal(long amount) => Interlocked.Add(ref _total, amount);
}
