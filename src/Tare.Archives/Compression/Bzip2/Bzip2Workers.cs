using System.Collections.Concurrent;

namespace Tare.Archives.Compression.Bzip2;

/// <summary>The threads that decode blocks. They start when there is more than one block to decode, so small files pay nothing.</summary>
internal sealed class Bzip2Workers(int count) : IDisposable
{
    private readonly BlockingCollection<Bzip2Job> _queue = [];
    private readonly List<Thread> _threads = [];

    internal void Add(Bzip2Job job)
    {
        _queue.Add(job);
        if (_threads.Count < count && _queue.Count > 1)
        {
            var thread = new Thread(Work) { IsBackground = true, Name = "bzip2" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    public void Dispose()
    {
        // What nobody has begun is not needed any more.
        while (_queue.TryTake(out _))
        {
        }

        _queue.CompleteAdding();
        _threads.ForEach(t => t.Join());
        _queue.Dispose();
    }

    private void Work()
    {
        using var batch = new Bzip2Batch();
        var jobs = new List<Bzip2Job>(Bzip2Batch.Width);
        foreach (var job in _queue.GetConsumingEnumerable())
        {
            jobs.Clear();
            AddIfFree(jobs, job);

            // Further blocks only when the other threads have work too.
            while (jobs.Count < Bzip2Batch.Width && _queue.Count >= _threads.Count && _queue.TryTake(out var other))
            {
                AddIfFree(jobs, other);
            }

            batch.Decode(jobs);
        }
    }

    private static void AddIfFree(List<Bzip2Job> jobs, Bzip2Job job)
    {
        if (job.TryClaim())
        {
            jobs.Add(job);
        }
    }
}
