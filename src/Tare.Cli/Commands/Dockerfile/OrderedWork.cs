using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Tare.Cli.Commands.Dockerfile;

/// <summary>Work on many files by all processors, whose results come out in the files' order while the rest is still being done.</summary>
/// <param name="work">What is done with an item, on any thread.</param>
/// <param name="take">What becomes of a result; never called twice at once.</param>
internal sealed class OrderedWork<TItem, TResult>(Func<TItem, TResult> work, Action<TResult> take)
{
    // So many items a turn that handing them out costs nothing, and so few that the last turns end together.
    private const int Batch = 32;

    private readonly Dictionary<int, TResult[]> _waiting = [];
    private readonly Lock _gate = new();
    private int _next;

    /// <summary>Does it all. What the work throws comes out as it was thrown.</summary>
    internal void Run(IReadOnlyList<TItem> items, CancellationToken stop)
    {
        if (items.Count == 1)
        {
            take(work(items[0]));
            return;
        }

        try
        {
            var batches = Enumerable.Range(0, (items.Count + Batch - 1) / Batch);
            Parallel.ForEach(
                Partitioner.Create(batches, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { CancellationToken = stop },
                batch => Put(batch, [.. Enumerable.Range(batch * Batch, Math.Min(Batch, items.Count - (batch * Batch))).Select(i => work(items[i]))]));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
            throw;
        }
    }

    private void Put(int batch, TResult[] results)
    {
        lock (_gate)
        {
            _waiting.Add(batch, results);
            while (_waiting.Remove(_next, out var ready))
            {
                Array.ForEach(ready, take);
                _next++;
            }
        }
    }
}
