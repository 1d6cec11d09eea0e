namespace Tare.Archives.Compression.Bzip2;

/// <summary>
/// The inverse of the Burrows-Wheeler transform. Following the chain waits for memory at each step, so it is followed from many places
/// at once and the waits overlap: some links are marked, the stretch from each mark to the next one met is walked by itself, and the
/// stretches are put together in the order in which they meet. Holds the working memory of one thread.
/// </summary>
internal sealed class InverseTransform
{
    // So many that the last stretches, which are walked one by one, do not count.
    private const int MostMarks = 512;

    // Below this a stretch costs more to begin than it saves.
    private const int ShortestSpacing = 256;

    private readonly byte[] _walked = GC.AllocateUninitializedArray<byte>(EightIndices.Count * Bzip2BlockReader.LargestBlock);
    private readonly ChainStretch[] _stretches = new ChainStretch[MostMarks + 1];

    /// <summary>Turns the bytes in the chain's low bits into the original.</summary>
    /// <param name="chain">The block's last column, a byte each; what it holds afterwards is of no use.</param>
    /// <param name="origin">The index in it of the original's last byte.</param>
    /// <param name="output">As long as the chain.</param>
    internal void Invert(Span<uint> chain, int origin, Span<byte> output)
    {
        Link(chain);
        var first = ChainLink.Next(chain[origin]);
        var spacing = Math.Max(ShortestSpacing, (chain.Length + MostMarks - 1) / MostMarks);
        var count = (chain.Length + spacing - 1) / spacing;
        for (var i = 0; i < count; i++)
        {
            Mark(chain, i, i * spacing);
        }

        if (first % spacing != 0)
        {
            Mark(chain, count++, first);
        }

        var stretches = _stretches.AsSpan(0, count);
        new ChainWalk(chain, stretches, _walked).Run();
        for (var (written, link) = (0, first); written < output.Length;)
        {
            // A repeating original is several circles, of which one is gone round as often as it takes.
            ref readonly var stretch = ref stretches[link % spacing == 0 ? link / spacing : count - 1];
            var bytes = _walked.AsSpan(stretch.Bytes);
            bytes = bytes[..Math.Min(bytes.Length, output.Length - written)];
            bytes.CopyTo(output[written..]);
            written += bytes.Length;
            link = stretch.End;
        }
    }

    private void Mark(Span<uint> chain, int stretch, int start)
    {
        chain[start] |= ChainLink.Mark;
        _stretches[stretch] = new ChainStretch { Start = start };
    }

    // Each byte's successor is the place that it has when all are sorted.
    private static void Link(Span<uint> chain)
    {
        Span<uint> next = stackalloc uint[256];
        next.Clear();
        foreach (var value in chain)
        {
            next[(byte)value]++;
        }

        var sum = 0u;
        for (var i = 0; i < 256; i++)
        {
            (next[i], sum) = (sum, sum + next[i]);
        }

        for (var i = 0; i < chain.Length; i++)
        {
            ref var place = ref next[(byte)chain[i]];
            chain[(int)place] |= (uint)i << ChainLink.Shift;
            place++;
        }
    }
}
