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
        using var first = new Bzip2BlockReader();
        using var second = new Bzip2BlockReader();
        foreach (var job in _queue.GetConsumingEnumerable())
        {
            if (!job.TryClaim())
            {
                continue;
            }

            // A second block only when the other threads have work too.
            if (_queue.Count >= _threads.Count && _queue.TryTake(out var other) && other.TryClaim())
            {
                DecodeTwo(job, first, other, second);
            }
            else
            {
                job.Decode(first);
            }
        }
    }

    private static void DecodeTwo(Bzip2Job job, Bzip2BlockReader first, Bzip2Job other, Bzip2BlockReader second)
    {
        var (hasFirst, hasSecond) = (job.Read(first), other.Read(second));
        if (hasFirst && hasSecond)
        {
            InverseTransform.Follow(first, job.Output, second, other.Output);
        }
        else if (hasFirst)
        {
            InverseTransform.Follow(first, job.Output);
        }
        else if (hasSecond)
        {
            InverseTransform.Follow(second, other.Output);
        }

        job.Complete();
        other.Complete();
    }
}
