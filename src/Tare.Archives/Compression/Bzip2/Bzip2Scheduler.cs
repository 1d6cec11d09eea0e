namespace Tare.Archives.Compression.Bzip2;

/// <summary>
/// Looks ahead for the marks of blocks and has what lies between them decoded before it is asked for. A mark found this way is only
/// a guess: the reader takes a guess's result if, and only if, the block before it ended exactly there.
/// </summary>
internal sealed class Bzip2Scheduler(Bzip2Window window, int threads) : IDisposable
{
    // 900,000 symbols of at most 20 bits, with tables and selectors.
    internal const int LargestCompressedBlock = 2_400_000;

    private readonly Bzip2Workers _workers = new(threads);
    private readonly Queue<Bzip2Job> _jobs = new();
    private readonly int _ahead = 2 * (threads + 2);
    private Bzip2BlockDecoder? _own;
    private long _scannedBit;
    private long _openMark = -1;

    /// <summary>The decoded block whose mark is at this bit of the file.</summary>
    internal Bzip2Job Take(long startBit)
    {
        LookAhead(startBit);
        while (_jobs.TryPeek(out var job) && job.StartBit <= startBit)
        {
            _jobs.Dequeue();
            if (job.StartBit < startBit)
            {
                Abandon(job);
                continue;
            }

            if (job.TryClaim())
            {
                Decode(job);
            }

            // Where another thread is at it, those behind it are decoded meanwhile.
            while (!job.IsDone && _jobs.FirstOrDefault(j => j.TryClaim()) is { } next)
            {
                Decode(next);
            }

            job.Wait();
            if (job.Outcome != Bzip2Outcome.Short)
            {
                return job;
            }

            // A chance mark inside the block had cut it in two.
            job.Dispose();
        }

        return DecodeHere(startBit);
    }

    public void Dispose()
    {
        _workers.Dispose();
        while (_jobs.TryDequeue(out var job))
        {
            Abandon(job);
        }

        _own?.Dispose();
    }

    private static void Abandon(Bzip2Job job)
    {
        // Whoever decodes it may still be at work; its memory is then left to the collector.
        if (job.TryClaim())
        {
            job.Dispose();
        }
    }

    private Bzip2Job DecodeHere(long startBit)
    {
        var first = startBit >> 3;
        while (window.End - first < LargestCompressedBlock && !window.IsAtEnd)
        {
            window.Extend();
        }

        var bytes = window.From(first);
        var job = new Bzip2Job(startBit, bytes[..Math.Min(bytes.Length, LargestCompressedBlock)]);
        job.TryClaim();
        Decode(job);
        return job;
    }

    private void Decode(Bzip2Job job) => job.Decode(_own ??= new Bzip2BlockDecoder());

    private void LookAhead(long startBit)
    {
        window.ForgetBefore(startBit >> 3);
        _scannedBit = Math.Max(_scannedBit, startBit);
        if (_openMark < startBit)
        {
            _openMark = -1;
        }

        var farthest = (startBit >> 3) + ((long)_ahead * LargestCompressedBlock);
        while (_jobs.Count < _ahead)
        {
            var found = Bzip2Magic.Find(window.From(_scannedBit >> 3), _scannedBit & 7, out var isBlock);
            if (found >= 0)
            {
                var mark = (_scannedBit & ~7L) + found;
                Close(mark);
                _openMark = isBlock ? mark : -1;
                _scannedBit = mark + 1;
                continue;
            }

            // A mark may begin in the last bytes and end in those to come.
            _scannedBit = Math.Max(_scannedBit, (window.End - 6) * 8);
            if (_openMark >= 0 && window.End - (_openMark >> 3) > LargestCompressedBlock)
            {
                Close((_openMark & ~7L) + (LargestCompressedBlock * 8L));
            }

            if (window.IsAtEnd)
            {
                Close(window.End * 8);
                return;
            }

            if (window.End >= farthest)
            {
                return;
            }

            window.Extend();
        }
    }

    private void Close(long endBit)
    {
        if (_openMark >= 0)
        {
            var first = _openMark >> 3;
            var job = new Bzip2Job(_openMark, window.From(first)[..(int)(((endBit + 7) >> 3) - first)]);
            _jobs.Enqueue(job);
            _workers.Add(job);
            _openMark = -1;
        }
    }
}
