namespace Tare.Primitives.Concurrency;

/// <summary>
/// A few threads over one stack of work, where doing an item may add items: the shape of a walk over a tree. Last in, first
/// out, so that what is open at any time stays as small as the tree is deep.
/// </summary>
public sealed class WorkCrew<T>
{
    private readonly Stack<T> _items = new();
    private readonly object _gate = new();
    private readonly int _threads;
    private int _idle;
    private int _unfinished;
    private bool _stopped;
    private Exception? _failure;

    /// <summary>A crew of so many threads, the calling one included.</summary>
    public WorkCrew(int threads) => _threads = Math.Max(1, threads);

    /// <summary>Adds an item; from any thread, before and during <see cref="Run"/>.</summary>
    public void Add(T item)
    {
        lock (_gate)
        {
            _unfinished++;
            _items.Push(item);
            if (_idle > 0)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    /// <summary>
    /// Works until nothing is left. <paramref name="worker"/> is called once a thread and gives what that thread does with an
    /// item, so that each has buffers of its own. The first exception stops the crew and is thrown here.
    /// </summary>
    public void Run(Func<Action<T>> worker, CancellationToken stop = default)
    {
        using var registration = stop.Register(Stop);
        var others = new Thread[_threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            others[i] = new Thread(() => Work(worker), 512 * 1024) { IsBackground = true, Name = "crew" };
            others[i].Start();
        }

        Work(worker);
        foreach (var thread in others)
        {
            thread.Join();
        }

        if (_failure is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }

        stop.ThrowIfCancellationRequested();
    }

    private void Work(Func<Action<T>> worker)
    {
        var action = worker();
        while (TryTake(out var item))
        {
            try
            {
                action(item);
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref _failure, exception, null);
                Stop();
                return;
            }

            Finish();
        }
    }

    private bool TryTake(out T item)
    {
        lock (_gate)
        {
            while (!_stopped && _unfinished > 0)
            {
                if (_items.TryPop(out item!))
                {
                    return true;
                }

                _idle++;
                Monitor.Wait(_gate);
                _idle--;
            }
        }

        item = default!;
        return false;
    }

    private void Finish()
    {
        lock (_gate)
        {
            if (--_unfinished == 0)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
    }
}
