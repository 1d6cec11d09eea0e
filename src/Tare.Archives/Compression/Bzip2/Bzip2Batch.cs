using Tare.Primitives.Memory;

namespace Tare.Archives.Compression.Bzip2;

/// <summary>
/// Decodes a few blocks at once on one thread. Their symbols are read one after another; their chains are followed together,
/// since each step waits for memory and the waits then overlap. Holds the working memory of one thread.
/// </summary>
internal sealed class Bzip2Batch : IDisposable
{
    /// <summary>Blocks decoded at once: so many loads a processor has under way without effort; each takes 5 MB.</summary>
    internal const int Width = 6;

    private readonly LargeMemory<uint> _memory = new(Width * Bzip2BlockReader.LargestBlock);
    private readonly List<Bzip2BlockReader> _readers = [];

    /// <summary>Decodes jobs that this thread has claimed, at most <see cref="Width"/>.</summary>
    internal void Decode(List<Bzip2Job> jobs)
    {
        var chains = new List<BlockChain>(jobs.Count);
        foreach (var job in jobs)
        {
            if (_readers.Count == chains.Count)
            {
                _readers.Add(new Bzip2BlockReader(_memory, chains.Count));
            }

            var reader = _readers[chains.Count];
            if (job.Read(reader))
            {
                chains.Add(new BlockChain(reader, job.Output));
            }
            else
            {
                job.Complete();
            }
        }

        InverseTransform.Follow(_memory.Span, chains);
        foreach (var job in jobs.Where(j => j.Outcome == Bzip2Outcome.Decoded))
        {
            job.Complete();
        }
    }

    public void Dispose() => _memory.Dispose();
}
