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
        using var decoder = new Bzip2BlockDecoder();
        foreach (var job in _queue.GetConsumingEnumerable())
        {
            if (job.TryClaim())
            {
                job.Decode(decoder);
            }
        }
    }
}
